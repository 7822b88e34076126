package org.sessionroom.front;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All addresses under which this server answers. Every absolute URL in an answer (a redirect, the redirect URI for the
 * identity provider) uses one of them and never a host that a request names.
 *
 * @param ofPeople the public address ({@code SESSION_PUBLIC_URL}); its scheme is not compared, because a proxy may terminate TLS
 * @param further other addresses of the whole server ({@code SESSION_OTHER_URLS}), whose scheme must match
 * @param ofApi the address at which this machine itself calls only the API ({@code SESSION_JWKS_URL})
 */
record Addresses(Address ofPeople, List<Address> further, Optional<Address> ofApi) {

    private static final String API = "/api/";

    /**
     * @param further URLs, separated by commas; may be empty
     * @param ofApi a URL, or empty
     * @throws IllegalArgumentException naming the value that is not a URL
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
     * The address to which a request is sent, or empty if it is none of ours.
     *
     * @param claimed the host that the request names, with or without a port
     * @param scheme of the request, or that reported by a trusted proxy
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
