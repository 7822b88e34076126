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
 * What a token of the institution's provider must say to be exchanged: that it is the provider's, of now, for this room, and
 * meant for access. An ID token tells a client who has logged in; whoever got hold of one would otherwise be that person here
 * (RFC 8725 §3.9, §3.12).
 */
final class AccessTokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    /** OpenID Connect Core 1.0 §2 and §3.3.2.11: claims an ID token alone carries. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /** RFC 9068 §2.1. */
    private static final Set<String> OF_ACCESS = Set.of("at+jwt", "application/at+jwt");

    /** Keycloak writes into the claims what a token is: "Bearer", or else "ID", "Logout", "Refresh". */
    private static final String KIND = "typ";

    private static final String ACCESS = "Bearer";

    /** What RFC 9068 and RFC 8693 §4.2, 4.3 put into access tokens, and providers that are older; an ID token has none of them. */
    private static final List<String> OF_ACCESS_TOKENS = List.of("client_id", "scope", "scp", "appid", "cid");

    /** No provider's access token is good for longer; one that says so was meant for something else. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clock clock;

    /** @param audiences of which the token must be for one */
    AccessTokenClaims(String issuer, Set<String> audiences, Clock clock) {
        // A set of its own, because the library asks it for null.
        super(
                new HashSet<>(audiences),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp", "iat"),
                OF_ID_TOKENS);
        this.clock = clock;
        setMaxClockSkew((int) ClockLeeway.OF_TOKENS.toSeconds());
    }

    /**
     * Whether a token says of itself that it is meant for access, by its type or by a claim that an ID token never has. A token
     * that says nothing may as well be an ID token.
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
