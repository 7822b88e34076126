package org.sessionroom.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.input.TextRule;
import org.sessionroom.input.WrittenId;
import org.sessionroom.participant.Role;

/** The only place that decides whether a token is ours, current and for this use (RFC 8725). */
final class OwnTokenCheck {

    /** Maximum characters of a token; ours have some 700. */
    private static final int LONGEST = 4096;

    /** Claims that contain an id. */
    private static final Set<String> IDS = Set.of(TokenMint.SESSION, TokenMint.INVITATION, TokenMint.LOGIN);

    private static final Set<String> ROLES = Stream.of(Role.values())
            .filter(role -> role != Role.SYSTEM)
            .map(Role::name)
            .collect(Collectors.toUnmodifiableSet());

    private OwnTokenCheck() {}

    /** Its signature is ours, so our own clock was ahead when it was issued, or is behind now. */
    static final class FromTheFuture extends BadJWTException {

        private static final long serialVersionUID = 1L;

        FromTheFuture() {
            super("issued in the future");
        }
    }

    /**
     * The claims of a token, after checking that all have the shape in which we mint them.
     *
     * @param keys all of ours
     * @throws BadJWTException with a message that contains no part of the token
     */
    static JWTClaimsSet verify(String text, TokenUse use, JWKSet keys, Instant now) throws BadJWTException {
        require(text.length() <= LONGEST, "too long");
        try {
            SignedJWT token = SignedJWT.parse(text);
            verifySignature(token, use, keys);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            require(claims != null, "no claims");
            verifyPurpose(claims, use);
            verifyTime(claims, use, now);
            verifyShape(claims, use);
            return claims;
        } catch (ParseException | JOSEException | RuntimeException unreadable) {
            // For malformed tokens the library throws undeclared exceptions, too.
            throw new BadJWTException("not a token");
        }
    }

    private static void verifySignature(SignedJWT token, TokenUse use, JWKSet keys)
            throws JOSEException, BadJWTException {
        JWSHeader header = token.getHeader();
        require(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "another algorithm");
        require(use.type().equals(header.getType()), "of another use");
        require(header.getKeyID() != null, "no kid");
        require(
                keys.getKeyByKeyId(header.getKeyID()) instanceof ECKey key && token.verify(new ECDSAVerifier(key)),
                "not signed by us");
    }

    private static void verifyPurpose(JWTClaimsSet claims, TokenUse use) throws BadJWTException {
        require(TokenMint.ISSUER.equals(claims.getIssuer()), "another issuer");
        require(List.of(use.audience()).equals(claims.getAudience()), "another audience");
    }

    private static void verifyTime(JWTClaimsSet claims, TokenUse use, Instant now) throws BadJWTException {
        require(claims.getIssueTime() != null && claims.getExpirationTime() != null, "no time");
        Instant issued = claims.getIssueTime().toInstant();
        Instant expires = claims.getExpirationTime().toInstant();
        if (issued.isAfter(now.plus(ClockLeeway.OF_TOKENS))) {
            throw new FromTheFuture();
        }
        require(now.isBefore(expires.plus(ClockLeeway.OF_TOKENS)), "expired");
        require(!expires.isAfter(issued.plus(use.life())), "good for longer than we mint any");
        require(
                claims.getNotBeforeTime() == null
                        || !claims.getNotBeforeTime().toInstant().isAfter(now.plus(ClockLeeway.OF_TOKENS)),
                "not yet good");
    }

    private static void verifyShape(JWTClaimsSet claims, TokenUse use) throws BadJWTException, ParseException {
        require(TextRule.USER_NAME.accepts(claims.getSubject()), "malformed sub");
        require(use.required().stream().allMatch(name -> claims.getClaim(name) != null), "a claim is missing");
        for (String name : IDS) {
            String id = claims.getStringClaim(name);
            require(id == null || WrittenId.isOne(id), "malformed " + name);
        }
        if (use == TokenUse.ACCESS) {
            List<String> groups = claims.getStringListClaim("groups");
            require(groups != null && !groups.isEmpty() && ROLES.containsAll(groups), "malformed groups");
        } else if (use == TokenUse.GUEST) {
            require(WrittenId.isOne(claims.getSubject()), "malformed sub");
        }
    }

    private static void require(boolean condition, String otherwise) throws BadJWTException {
        if (!condition) {
            throw new BadJWTException(otherwise);
        }
    }
}
