package org.sessionroom.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a browser needs to find a way to the other (RFC 8445).
 *
 * @param relayOnly whether the two shall not learn each other's addresses, and everything passes the TURN server
 * @param expiresAt when to ask again; empty when nothing of it expires
 */
public record IceServers(List<Server> servers, boolean relayOnly, Optional<Instant> expiresAt) {

    /** Addresses of one kind (RFC 7064, RFC 7065), and the login there if it takes one. */
    public record Server(List<String> urls, Optional<TurnCredentials> credentials) {}
}
