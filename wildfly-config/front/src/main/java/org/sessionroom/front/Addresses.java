package org.sessionroom.front;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All addresses under which this server answers. Whatever is absolute in an answer (a redirect, the address to which the
 * identity provider sends people back) comes from one of them and never from what a request claims.
 *
 * @param ofPeople where people come in ({@code SESSION_PUBLIC_URL}); a proxy may have taken TLS off on the way
 * @param further other addresses of the whole ({@code SESSION_OTHER_URLS}), of which the scheme must be true
 * @param ofApi where this machine itself calls the API alone ({@code SESSION_JWKS_URL})
 */
record Addresses(Address ofPeople, List<Address> further, Optional<Address> ofApi) {

    private static final String API = "/api/";

    /**
     * @param further URLs, separated by commas; may be empty
     * @param ofApi a URL, or empty
     * @throws IllegalArgumentException naming what is no URL
     */
    static Addresses of(String ofPeople, String further, String ofApi) {
        return new Addresses(
                Address.of(ofPeople),
                Arrays.stream(further.split(","))
                        .filter(url -> !url.isBlank())
                        .map(Address::of)
                        .toList(),
                Optional.of(ofApi).filter(url -> !url.isBlank()).map(Address::of));
    }

    /**
     * The address a request is for, or empty when it is none of ours.
     *
     * @param claimed the host a request names, with or without a port
     * @param scheme by which the request came, after what a trusted proxy said of it
     * @param path of the request
     */
    Optional<Address> answering(String claimed, String scheme, String path) {
        if (ofPeople.isNamedBy(claimed)) {
            return Optional.of(ofPeople);
        }
        Stream<Address> others =
                path.startsWith(API) ? Stream.concat(further.stream(), ofApi.stream()) : further.stream();
        return others.filter(address -> address.scheme().equals(scheme) && address.isNamedBy(claimed))
                .findFirst();
    }
}
