package org.sessionroom.session;

import jakarta.ejb.ApplicationException;

/**
 * What was asked for is refused and nothing has changed. Carries a {@link Rejection}, never a sentence, and never content:
 * it may end up in a log.
 */
@ApplicationException(rollback = true)
public class SessionRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    public SessionRejected(Rejection rejection) {
        super(rejection.name());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }
}
