package org.sessionroom.front;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * A configured address of this server: scheme, host and port (RFC 6454 §4).
 *
 * @param scheme http or https
 * @param host in lower case
 * @param port never -1
 */
record Address(String scheme, String host, int port) {

    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    /**
     * @param url such as {@code https://room.hospital.example}; a path is ignored
     * @throws IllegalArgumentException if it is not an http or https URL with a host
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
     * Whether a request names this address, as a client may write it: without the default port, and in
     * upper case (RFC 9110 §4.2.3). A name with a trailing dot or user information does not match.
     *
     * @param claimed a Host header or the authority of a request's target
     */
    boolean isNamedBy(String claimed) {
        String name = claimed.toLowerCase(Locale.ROOT);
        return name.equals(host + ":" + port) || isUsualPort() && name.equals(host);
    }

    /** In the form of a Host header and of absolute URLs. */
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
