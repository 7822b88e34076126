package org.sessionroom.front;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Scheme, host and port under which this server answers (RFC 6454 §4), as configured.
 *
 * @param scheme http or https
 * @param host in lower case
 * @param port never -1
 */
record Address(String scheme, String host, int port) {

    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    /**
     * @param url such as {@code https://room.hospital.example}; a path is passed over
     * @throws IllegalArgumentException when it is no http or https URL with a host
     */
    static Address of(String url) {
        URI uri = URI.create(url.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!USUAL_PORTS.containsKey(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("\"" + url + "\" is no http or https URL with a host");
        }
        return new Address(
                scheme,
                uri.getHost().toLowerCase(Locale.ROOT),
                uri.getPort() < 0 ? USUAL_PORTS.get(scheme) : uri.getPort());
    }

    /**
     * Whether a request names this address, as a client would write it: the usual port may be left out, letters may be in
     * upper case (RFC 9110 §4.2.3). A trailing dot or user information makes it another.
     *
     * @param claimed a Host header or the authority of a request's target
     */
    boolean isNamedBy(String claimed) {
        String name = claimed.toLowerCase(Locale.ROOT);
        return name.equals(host + ":" + port) || isUsualPort() && name.equals(host);
    }

    /** As it stands in a Host header and in every absolute URL. */
    String authority() {
        return isUsualPort() ? host : host + ":" + port;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    private boolean isUsualPort() {
        return USUAL_PORTS.get(scheme) == port;
    }
}
