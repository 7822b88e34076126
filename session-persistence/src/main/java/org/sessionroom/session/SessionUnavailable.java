package org.sessionroom.session;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/**
 * The request could not be processed now: it is unknown whether it is allowed or whether its object exists. Nothing has changed, or
 * it is unknown whether it has, and the same request may succeed in a moment. Not a {@link SessionRejected}, so that
 * no code treats it as a final answer.
 */
@ApplicationException(rollback = true)
public class SessionUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    /** @param rejection BUSY or UNAVAILABLE */
    public SessionUnavailable(Rejection rejection) {
        this(rejection, null);
    }

    /** @param cause the failure of the database, or of the connection to it */
    public SessionUnavailable(Rejection rejection, Throwable cause) {
        super(rejection.name(), cause, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    /** When it makes sense to try again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(rejection == Rejection.BUSY ? 1 : 5);
    }
}
