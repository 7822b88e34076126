package org.sessionroom.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The claims that a token of the institution's provider needs to be exchanged: it must be the provider's, current, for this room, and
 * an access token. An ID token only proves to a client who has logged in; if it were accepted, anybody who obtained one could act as that
 * person here (RFC 8725 §3.9, §3.12).
 */
final class AccessTokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    /** OpenID Connect Core 1.0 §2 and §3.3.2.11: claims that only an ID token has. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /** RFC 9068 §2.1. */
    private static final Set<String> OF_ACCESS = Set.of("at+jwt", "application/at+jwt");

    /** Keycloak writes the kind of a token into this claim: "Bearer", or else "ID", "Logout", "Refresh". */
    private static final String KIND = "typ";

    private static final String ACCESS = "Bearer";

    /** Claims that RFC 9068, RFC 8693 §4.2, 4.3, and older providers put into access tokens; an ID token has none of them. */
    private static final List<String> OF_ACCESS_TOKENS = List.of("client_id", "scope", "scp", "appid", "cid");

    /** No provider's access token is valid longer; a longer validity shows that the token has another purpose. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clock clock;

    /** @param audiences the token must name one of them */
    AccessTokenClaims(String issuer, Set<String> audiences, Clock clock) {
        // A mutable copy, because the library calls contains(null), which immutable sets reject.
        super(
                new HashSet<>(audiences),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp", "iat"),
                OF_ID_TOKENS);
        this.clock = clock;
        setMaxClockSkew((int) ClockLeeway.OF_TOKENS.toSeconds());
    }

    /**
     * Whether a token states that it is an access token, by its type or by a claim that an ID token never has. A token
     * without such a statement might be an ID token.
     *
     * @param type of the token's header, may be null
     */
    static boolean saysAccess(JOSEObjectType type, JWTClaimsSet claims) {
        return OF_ACCESS.contains(String.valueOf(type).toLowerCase(Locale.ROOT))
                || ACCESS.equals(claims.getClaim(KIND))
                || OF_ACCESS_TOKENS.stream().anyMatch(name -> claims.getClaim(name) != null);
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        if (claims.getIssueTime() == null || claims.getExpirationTime() == null) {
            throw new BadJWTException("JWT without its time");
        }
        Instant issued = claims.getIssueTime().toInstant();
        if (issued.isAfter(clock.instant().plus(ClockLeeway.OF_TOKENS))) {
            throw new BadJWTException("JWT issued in the future");
        }
        if (claims.getExpirationTime().toInstant().isAfter(issued.plus(LONGEST))) {
            throw new BadJWTException("JWT good for too long");
        }
        Object kind = claims.getClaim(KIND);
        if (kind != null && !ACCESS.equals(kind)) {
            throw new BadJWTException("JWT is of another kind than " + ACCESS);
        }
    }
}
