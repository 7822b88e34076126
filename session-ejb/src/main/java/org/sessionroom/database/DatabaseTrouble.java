package org.sessionroom.database;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJBException;
import java.time.Duration;
import java.util.Optional;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.session.SessionUnavailable;

/** Recognises database failures in any exception, and logs them: one line a minute for each kind, with a count. */
public final class DatabaseTrouble {

    private static final RecurringFaults FAULTS = new RecurringFaults(Duration.ofMinutes(1));

    private DatabaseTrouble() {}

    /** The temporary failure to report, or empty for any other exception, which the caller must log. */
    public static Optional<SessionUnavailable> in(Throwable failure) {
        Optional<SessionUnavailable> trouble = DatabaseFailure.of(cause(failure));
        if (!(failure instanceof SessionUnavailable)) {
            trouble.ifPresent(unavailable -> log(unavailable, cause(failure)));
        }
        return trouble;
    }

    /** As {@link #in}, but only if surely nothing was written; after a failed commit that is unknown. */
    public static Optional<SessionUnavailable> beforeCommit(Throwable failure) {
        return DatabaseFailure.isBeforeCommit(cause(failure)) ? in(failure) : Optional.empty();
    }

    /** An EJBException may hold its cause only in its own property. */
    private static Throwable cause(Throwable failure) {
        return failure instanceof EJBException ejb && ejb.getCausedByException() != null
                ? ejb.getCausedByException()
                : failure;
    }

    private static void log(SessionUnavailable unavailable, Throwable failure) {
        String kind = DatabaseFailure.kind(failure);
        FAULTS.count(unavailable.rejection() + kind, System.nanoTime())
                .ifPresent(times -> LOG.databaseTrouble(unavailable.rejection(), kind, times));
    }
}
