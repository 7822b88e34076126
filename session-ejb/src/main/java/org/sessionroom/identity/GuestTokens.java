package org.sessionroom.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

    /** Longer than any session, so that a phone that closed its browser still finds the way back. */
    public static final Duration LIFE = Duration.ofHours(12);

    private static final JOSEObjectType TYPE = new JOSEObjectType("guest+jwt");
    private static final String AUDIENCE = "session-web";

    @EJB
    private SigningKeys keys;

    @EJB
    private TokenMint mint;

    public String issue(Seat guest) {
        return mint.sign(TYPE, LIFE, claims -> claims.audience(AUDIENCE)
                .subject(guest.participant().toString())
                .claim(TokenMint.SESSION, guest.session().toString())
                .claim(TokenMint.INVITATION, guest.person().invitation().toString()));
    }

    /** The guest a token was issued to, or empty when it is not one of ours or past its time. */
    public Optional<Seat> read(String token) {
        DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();
        verifier.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        verifier.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(keys.published())));
        verifier.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                AUDIENCE,
                new JWTClaimsSet.Builder().issuer(TokenMint.ISSUER).build(),
                Set.of("sub", "exp", TokenMint.SESSION, TokenMint.INVITATION)));
        try {
            return Optional.of(guest(verifier.process(token, null)));
        } catch (ParseException | BadJOSEException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    private static Seat guest(JWTClaimsSet claims) throws ParseException {
        SessionId session = SessionId.parse(claims.getStringClaim(TokenMint.SESSION));
        ParticipantId participant = ParticipantId.parse(claims.getSubject());
        UUID invitation = UUID.fromString(claims.getStringClaim(TokenMint.INVITATION));
        return new Seat(Person.client(participant, session, invitation), session, participant);
    }
}
