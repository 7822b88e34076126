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
 * What a guest's browser keeps to be known again: a signed token of ids, for a cookie that no script can read. Any node
 * can read it at once, which a replicated HTTP session cannot promise to the request right after its creation.
 */
@Stateless
public class GuestTokens {

    /** Longer than any session, so that a phone that closed its browser still finds the way back; it ends with the session. */
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

    /** The guest a token was issued to, or empty when it is not one of ours or past its time. */
    public Optional<Seat> read(String token) {
        return tokens.read(token, TokenUse.GUEST).map(GuestTokens::guest);
    }

    private static Seat guest(JWTClaimsSet claims) {
        SessionId session = SessionId.parse((String) claims.getClaim(TokenMint.SESSION));
        ParticipantId participant = ParticipantId.parse(claims.getSubject());
        UUID invitation = WrittenId.parse((String) claims.getClaim(TokenMint.INVITATION));
        Person guest = Person.client(participant, session, invitation);
        // A cookie issued before logins were rows names none; it holds until its own end.
        String login = (String) claims.getClaim(TokenMint.LOGIN);
        return new Seat(login == null ? guest : guest.by(WrittenId.parse(login)), session, participant);
    }
}
