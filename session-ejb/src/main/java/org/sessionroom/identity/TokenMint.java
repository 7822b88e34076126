package org.sessionroom.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.sessionroom.Ids;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/**
 * Mints the tokens that session-api accepts: signed with ES256, typed, short-lived, for one audience (RFC 8725 §3.8, §3.9,
 * §3.11), and bound to one session if the person is.
 */
@Stateless
public class TokenMint {

    public static final String ISSUER = "https://sessionroom.org";
    public static final String AUDIENCE = "session-api";
    public static final Duration LIFE = Duration.ofMinutes(5);

    /** The claim that binds a token to a session. */
    public static final String SESSION = "sid";

    /** The claim that names the invitation by which a client entered. */
    public static final String INVITATION = "invitation";

    /** The claim that names the login of the person; the token is refused once that has ended. */
    public static final String LOGIN = "login";

    @EJB
    private SigningKeys keys;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** A token for session-api. */
    public String mint(Person person) {
        return sign(TokenUse.ACCESS, LIFE, claims -> {
            claims.subject(person.id())
                    .claim("upn", person.id())
                    .claim("groups", person.roles().stream().map(Role::name).toList());
            if (person.boundTo() != null) {
                claims.claim(SESSION, person.boundTo().toString());
            }
            if (person.invitation() != null) {
                claims.claim(INVITATION, person.invitation().toString());
            }
            if (person.login() != null) {
                claims.claim(LOGIN, person.login().toString());
            }
        });
    }

    /**
     * Signs a token.
     *
     * @param life at most that of the use
     * @param content adds the subject and further claims
     */
    public String sign(TokenUse use, Duration life, Consumer<JWTClaimsSet.Builder> content) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(use.audience())
                .jwtID(ids.next().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        content.accept(claims);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(use.type())
                .keyID(keys.signing().getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(keys.signing()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
