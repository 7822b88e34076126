package org.sessionroom.identity;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.util.HashSet;
import java.util.Set;

/**
 * What a token of the institution's provider must say to be exchanged: that it is the provider's, of now, for this room, and
 * meant for access. An ID token tells a client who has logged in; whoever got hold of one would otherwise be that person here
 * (RFC 8725 §3.9, §3.12).
 */
final class AccessTokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    /** OpenID Connect Core 1.0 §2 and §3.3.2.11: claims an ID token alone carries. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /** Keycloak writes into the claims what a token is: "Bearer", or else "ID", "Logout", "Refresh". */
    private static final String KIND = "typ";

    private static final String ACCESS = "Bearer";

    /** @param audiences of which the token must be for one */
    AccessTokenClaims(String issuer, Set<String> audiences) {
        // A set of its own, because the library asks it for null.
        super(
                new HashSet<>(audiences),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp"),
                OF_ID_TOKENS);
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        Object kind = claims.getClaim(KIND);
        if (kind != null && !ACCESS.equals(kind)) {
            throw new BadJWTException("JWT is of another kind than " + ACCESS);
        }
    }
}
