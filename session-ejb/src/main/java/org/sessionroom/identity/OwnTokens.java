package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionUnavailable;

/** Reads tokens that we signed ourselves. */
@Stateless
public class OwnTokens {

    private static final RecurringFaults REFUSALS = new RecurringFaults(Duration.ofMinutes(1));

    @EJB
    private SigningKeys keys;

    @Inject
    private Clock clock;

    /**
     * The claims of a token, or empty if it is not ours, not current, or for another use.
     *
     * @throws SessionUnavailable for a cookie that was issued in the future: a clock that was temporarily set back must not
     *     end a login. An access token is refused instead; the caller can request another.
     */
    public Optional<JWTClaimsSet> read(String token, TokenUse use) {
        try {
            return Optional.of(OwnTokenCheck.verify(token, use, keys.published(), clock.instant()));
        } catch (OwnTokenCheck.FromTheFuture ahead) {
            if (use != TokenUse.ACCESS) {
                throw new SessionUnavailable(Rejection.UNAVAILABLE);
            }
            return refused(ahead);
        } catch (BadJWTException refused) {
            return refused(refused);
        }
    }

    /**
     * The public key that verifies a token, from memory.
     *
     * @param token which {@link #read} has accepted, so that it names one of our keys
     */
    public PublicKey verificationKey(String token) {
        try {
            String key = SignedJWT.parse(token).getHeader().getKeyID();
            return keys.published().getKeyByKeyId(key).toECKey().toECPublicKey();
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("not a token of ours", e);
        }
    }

    private static <T> Optional<T> refused(BadJWTException reason) {
        REFUSALS.count(reason.getMessage(), System.nanoTime())
                .ifPresent(count -> LOG.ownTokenRefused(reason.getMessage(), count));
        return Optional.empty();
    }
}
