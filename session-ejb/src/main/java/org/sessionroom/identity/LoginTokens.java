package org.sessionroom.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.input.WrittenId;

/**
 * The token that identifies the browser of a person whom the provider authenticated: signed, with the id of their login, in a
 * cookie that scripts cannot read. It survives a restart of the server, which an HTTP session does not (ADR 15).
 */
@Stateless
public class LoginTokens {

    /** Validity since the provider last confirmed the login; longer than a session can last, so that nobody is logged out in the middle. */
    public static final Duration LIFE = Duration.ofMinutes(150);

    private static final String NAME = "name";
    private static final String GIVEN_NAME = "given_name";

    @EJB
    private OwnTokens tokens;

    @EJB
    private TokenMint mint;

    @Inject
    private Clock clock;

    public String issue(LoginEntity login, String name, String givenName) {
        Duration left = Duration.between(clock.instant(), login.endsAt());
        Duration life = left.compareTo(LIFE) < 0 ? left : LIFE;
        return mint.sign(
                TokenUse.LOGIN, life, claims -> claims.subject(login.person().id())
                        .claim(TokenMint.LOGIN, login.id().toString())
                        .claim(NAME, name)
                        .claim(GIVEN_NAME, givenName));
    }

    /** The content of a token, or empty if it is not one of ours or has expired. */
    public Optional<Content> read(String token) {
        return tokens.read(token, TokenUse.LOGIN).map(LoginTokens::content);
    }

    private static Content content(JWTClaimsSet claims) {
        return new Content(
                WrittenId.parse((String) claims.getClaim(TokenMint.LOGIN)),
                text(claims, NAME).orElse(claims.getSubject()),
                text(claims, GIVEN_NAME).orElse(claims.getSubject()),
                claims.getIssueTime().toInstant());
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * The content of the token.
     *
     * @param issuedAt when the provider last confirmed it
     */
    public record Content(UUID login, String name, String givenName, Instant issuedAt) {}
}
