package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.session.SessionUnavailable;

/**
 * The token that marks a browser in which somebody has logged in before, in a cookie that scripts cannot read. It opens nothing. A login
 * from such a browser has a limit of its own, so that a stranger at the same address cannot use it up (a device cookie, as OWASP
 * recommends against locked accounts).
 */
@Stateless
public class BrowserTokens {

    /** Long enough for holidays. */
    public static final Duration LIFE = Duration.ofDays(90);

    @EJB
    private OwnTokens tokens;

    @EJB
    private TokenMint mint;

    /** @param person the person who has logged in; not a name, but different for each person */
    public String issue(UUID person) {
        return mint.sign(TokenUse.BROWSER, LIFE, claims -> claims.subject(person.toString()));
    }

    /** The person who logged in last, or empty if the token is not one of ours or has expired. */
    public Optional<String> read(String token) {
        try {
            return tokens.read(token, TokenUse.BROWSER).map(claims -> claims.getSubject());
        } catch (SessionUnavailable issuedInTheFuture) {
            return Optional.empty();
        }
    }
}
