package org.sessionroom.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sessionroom.participant.ParticipantId;

/**
 * Short-lived credentials for the TURN server, as coturn's {@code use-auth-secret} checks them (draft-uberti-behave-turn-rest-00
 * §2.2): server and room share a secret, and nothing is stored.
 *
 * @param username the expiry in seconds since the epoch, a colon, and the participant's id
 * @param password Base64 of HMAC-SHA1 (RFC 2104) of the username
 */
public record TurnCredentials(String username, String password, Instant expiresAt) {

    /** An allocation outlives its credentials, so this limits when a call may begin, not when it ends. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final String HMAC = "HmacSHA1";

    static TurnCredentials issue(ParticipantId whose, String secret, Instant now) {
        Instant expiresAt = Instant.ofEpochSecond(now.plus(LIFE).getEpochSecond());
        String username = expiresAt.getEpochSecond() + ":" + whose;
        return new TurnCredentials(username, password(username, secret), expiresAt);
    }

    static String password(String username, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "TurnCredentials[" + username + "]";
    }
}
