package org.sessionroom.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.sessionroom.participant.ParticipantId;

/**
 * The hospital's STUN and TURN servers.
 *
 * @param turnSecret shared with the TURN server; leaves this object only as a keyed hash
 * @param relayOnly whether calls never go directly from browser to browser
 */
public record IceConfiguration(
        List<String> stunUrls, List<String> turnUrls, Optional<String> turnSecret, boolean relayOnly) {

    /** {@code SESSION_STUN_URLS}, {@code SESSION_TURN_URLS}, {@code SESSION_TURN_SECRET}, {@code SESSION_RELAY_ONLY}. */
    public static IceConfiguration read(Config config) {
        return new IceConfiguration(
                urls(config, "session.stun.urls"),
                urls(config, "session.turn.urls"),
                config.getOptionalValue("session.turn.secret", String.class),
                config.getOptionalValue("session.relay.only", Boolean.class).orElse(false));
    }

    private static List<String> urls(Config config, String key) {
        return config.getOptionalValues(key, String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
    }

    /** @throws IllegalStateException if no call could be set up with it; the message says what to set */
    public void check() {
        requireScheme(stunUrls, "SESSION_STUN_URLS", "stun:", "stuns:");
        requireScheme(turnUrls, "SESSION_TURN_URLS", "turn:", "turns:");
        if (!turnUrls.isEmpty() && turnSecret.isEmpty()) {
            throw new IllegalStateException(
                    "SESSION_TURN_URLS is set, so set SESSION_TURN_SECRET to the secret the TURN"
                            + " server has (coturn: static-auth-secret).");
        }
        if (relayOnly && turnUrls.isEmpty()) {
            throw new IllegalStateException(
                    "SESSION_RELAY_ONLY is true, but without SESSION_TURN_URLS there is no relay and no call.");
        }
    }

    private static void requireScheme(List<String> urls, String key, String plain, String secure) {
        for (String url : urls) {
            if (!url.startsWith(plain) && !url.startsWith(secure)) {
                throw new IllegalStateException(
                        key + " holds " + url + ", which begins with neither " + plain + " nor " + secure);
            }
        }
    }

    /** The ICE servers for one person's browser, with TURN credentials of its own. */
    public IceServers serversFor(ParticipantId whose, Instant now) {
        List<IceServers.Server> servers = new ArrayList<>();
        if (!stunUrls.isEmpty()) {
            servers.add(new IceServers.Server(stunUrls, Optional.empty()));
        }
        if (turnUrls.isEmpty()) {
            return new IceServers(servers, relayOnly, Optional.empty());
        }
        TurnCredentials credentials = TurnCredentials.issue(whose, turnSecret.orElseThrow(), now);
        servers.add(new IceServers.Server(turnUrls, Optional.of(credentials)));
        return new IceServers(servers, relayOnly, Optional.of(credentials.expiresAt()));
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "IceConfiguration[" + stunUrls + ", " + turnUrls + ", relayOnly=" + relayOnly + "]";
    }
}
