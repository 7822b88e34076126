package org.sessionroom.participant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.sessionroom.input.WrittenId;

/**
 * A random secret of the browser that redeems an invitation (a UUID of version 4: 122 random bits). If the answer is lost, the
 * browser redeems again with the same key and gets the seat that it has already taken. Only the key's SHA-256 is stored, which is
 * sufficient for a secret of full entropy (OWASP ASVS 5.0, 11.4).
 */
public final class RedemptionKey {

    private final byte[] hash;

    private RedemptionKey(String text) {
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** @return empty if the text is null or malformed: then the link can be redeemed only once */
    public static Optional<RedemptionKey> parse(String text) {
        return WrittenId.isOne(text) ? Optional.of(new RedemptionKey(text)) : Optional.empty();
    }

    byte[] hash() {
        return hash.clone();
    }

    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "RedemptionKey[…]";
    }
}
