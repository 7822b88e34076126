package org.sessionroom.participant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The secret part of an invitation link: 192 random bits, base64url without padding. Only its SHA-256 is stored, which is
 * sufficient for a secret of full entropy (OWASP ASVS 5.0, 11.4).
 */
public final class InvitationToken {

    private static final int BYTES = 24;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final String text;

    private InvitationToken(String text) {
        this.text = text;
    }

    public static InvitationToken create(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** @throws IllegalArgumentException if the text cannot be a token */
    public static InvitationToken parse(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an invitation token");
        }
        return new InvitationToken(text);
    }

    /** Only for the link. */
    public String text() {
        return text;
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "InvitationToken[…]";
    }
}
