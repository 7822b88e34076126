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
 * What the browser of somebody the provider knows keeps to be known again: a signed token with the id of their login, for a
 * cookie that no script can read. It outlives the server, which an HTTP session does not (ADR 15).
 */
@Stateless
public class LoginTokens {

    /** Since the provider last confirmed the login; longer than a session can last, so that nobody is thrown out in the middle. */
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

    /** What a token says, or empty when it is not one of ours or past its time. */
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
     * What a browser keeps.
     *
     * @param issuedAt when the provider last confirmed it
     */
    public record Content(UUID login, String name, String givenName, Instant issuedAt) {}
}
