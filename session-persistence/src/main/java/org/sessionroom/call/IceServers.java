package org.sessionroom.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a browser needs to find a path to its peer (RFC 8445).
 *
 * @param relayOnly whether the two must not learn each other's addresses, so that everything goes through the TURN server
 * @param expiresAt when to request it again; empty if nothing of it expires
 */
public record IceServers(List<Server> servers, boolean relayOnly, Optional<Instant> expiresAt) {

    /** Addresses of one kind (RFC 7064, RFC 7065), and the credentials if the server requires them. */
    public record Server(List<String> urls, Optional<TurnCredentials> credentials) {}
}
