package org.sessionroom.health;

import java.sql.SQLException;

/**
 * A failure as the log may show it: kinds and places, without messages. A message of a library may quote what somebody typed, a
 * name of a row, or the id of an HTTP session.
 */
public final class BareTrace extends Throwable {

    private static final long serialVersionUID = 1L;

    /** Causes that are shown; a chain of causes may be circular. */
    private static final int DEPTH = 10;

    private final String kind;

    private BareTrace(Throwable failure, int depth) {
        super(null, failure.getCause() == null || depth == 0 ? null : new BareTrace(failure.getCause(), depth - 1));
        kind = failure.getClass().getName() + (failure instanceof SQLException sql ? " " + sql.getSQLState() : "");
        setStackTrace(failure.getStackTrace());
        if (depth > 0) {
            for (Throwable other : failure.getSuppressed()) {
                addSuppressed(new BareTrace(other, depth - 1));
            }
        }
    }

    public static BareTrace of(Throwable failure) {
        return new BareTrace(failure, DEPTH);
    }

    @Override
    public String toString() {
        return kind;
    }
}
