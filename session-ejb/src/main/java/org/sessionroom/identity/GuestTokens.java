package org.sessionroom.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.input.WrittenId;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.SessionId;

/**
 * The token that identifies a guest's browser: signed, with ids only, in a cookie that scripts cannot read. Any node
 * can read it at once, whereas a replicated HTTP session may be missing in the request right after its creation.
 */
@Stateless
public class GuestTokens {

    /** Longer than any session, so that a phone that closed its browser can return; it ends with the session. */
    public static final Duration LIFE = LoginEntity.LIFE;

    @EJB
    private OwnTokens tokens;

    @EJB
    private TokenMint mint;

    public String issue(Seat guest) {
        return mint.sign(TokenUse.GUEST, LIFE, claims -> claims.subject(
                        guest.participant().toString())
                .claim(TokenMint.SESSION, guest.session().toString())
                .claim(TokenMint.INVITATION, guest.person().invitation().toString())
                .claim(TokenMint.LOGIN, guest.person().login().toString()));
    }

    /** The guest to whom a token was issued, or empty if it is not one of ours or has expired. */
    public Optional<Seat> read(String token) {
        return tokens.read(token, TokenUse.GUEST).map(GuestTokens::guest);
    }

    private static Seat guest(JWTClaimsSet claims) {
        SessionId session = SessionId.parse((String) claims.getClaim(TokenMint.SESSION));
        ParticipantId participant = ParticipantId.parse(claims.getSubject());
        UUID invitation = WrittenId.parse((String) claims.getClaim(TokenMint.INVITATION));
        Person guest = Person.client(participant, session, invitation);
        // A cookie issued before logins were stored names none; it is valid until it expires.
        String login = (String) claims.getClaim(TokenMint.LOGIN);
        return new Seat(login == null ? guest : guest.by(WrittenId.parse(login)), session, participant);
    }
}
