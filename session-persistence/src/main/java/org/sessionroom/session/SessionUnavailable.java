package org.sessionroom.session;

import jakarta.ejb.ApplicationException;
import java.time.Duration;

/**
 * What was asked for could not be looked at now: nobody knows whether it is allowed or even there. Nothing has changed, or
 * it is not known whether it has, and the same request may succeed in a moment. Not a {@link SessionRejected}, so that
 * nobody takes it for a final answer.
 */
@ApplicationException(rollback = true)
public class SessionUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    /** @param rejection BUSY or UNAVAILABLE */
    public SessionUnavailable(Rejection rejection) {
        this(rejection, null);
    }

    /** @param cause what the database, or the way to it, said */
    public SessionUnavailable(Rejection rejection, Throwable cause) {
        super(rejection.name(), cause, false, false);
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    /** After how long it makes sense to ask again. */
    public Duration retryAfter() {
        return Duration.ofSeconds(rejection == Rejection.BUSY ? 1 : 5);
    }
}
