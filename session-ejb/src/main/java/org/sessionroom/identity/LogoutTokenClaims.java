package org.sessionroom.identity;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sessionroom.identity.LoginEntity.ProviderSession;

/**
 * The claims that a logout token needs (OpenID Connect Back-Channel Logout 1.0 §2.6): it must be the provider's, for this
 * room, current, about a logout, and name a session or a person. An ID token looks similar, so a nonce is refused.
 */
final class LogoutTokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** Keycloak writes the kind of a token into this claim. */
    private static final String KIND = "typ";

    /** A provider sends it at the logout; an older one is a replay. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final Set<String> NEEDED = Set.of("iat", "exp", "jti", "events");

    private final Clock clock;

    /** @param client our client at the provider, for which the token must be issued */
    LogoutTokenClaims(String issuer, String client, Clock clock) {
        // A mutable copy, because the library calls contains(null), which immutable sets reject.
        super(
                new HashSet<>(Set.of(client)),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                NEEDED,
                Set.of("nonce"));
        this.clock = clock;
        setMaxClockSkew((int) ClockLeeway.OF_TOKENS.toSeconds());
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }

    @Override
    public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        for (String name : NEEDED) {
            // The library accepts a claim that is null.
            if (claims.getClaim(name) == null) {
                throw new BadJWTException("JWT " + name + " is null");
            }
        }
        Instant issuedAt = claims.getIssueTime().toInstant();
        Instant now = clock.instant();
        if (issuedAt.isAfter(now.plus(ClockLeeway.OF_TOKENS)) || issuedAt.isBefore(now.minus(OLDEST))) {
            throw new BadJWTException("JWT iat is not of now");
        }
        Object kind = claims.getClaim(KIND);
        if (kind != null && !"Logout".equals(kind)) {
            throw new BadJWTException("JWT is of another kind than Logout");
        }
        if (!(events(claims).get(EVENT) instanceof Map)) {
            throw new BadJWTException("JWT events name no logout");
        }
        if (text(claims, "sid") == null && text(claims, "sub") == null) {
            throw new BadJWTException("JWT names neither sid nor sub");
        }
    }

    private static Map<String, Object> events(JWTClaimsSet claims) throws BadJWTException {
        try {
            return claims.getJSONObjectClaim("events");
        } catch (ParseException e) {
            throw new BadJWTException("JWT events are not an object");
        }
    }

    private static String text(JWTClaimsSet claims, String name) throws BadJWTException {
        try {
            String text = claims.getStringClaim(name);
            if (text != null && !ProviderSession.isName(text)) {
                throw new BadJWTException("JWT " + name + " is no name");
            }
            return text;
        } catch (ParseException e) {
            throw new BadJWTException("JWT " + name + " is not a string");
        }
    }
}
