package org.sessionroom.health;

import static org.sessionroom.SessionRoomLog.LOG;

import java.time.Duration;

/** Logs failures that no code expects: with a stack trace, once a minute for each kind, so that nobody can fill the log. */
public final class UnexpectedFailures {

    private static final RecurringFaults TRACES = new RecurringFaults(Duration.ofMinutes(1));

    private UnexpectedFailures() {}

    /**
     * Logs a failure, unless one of its kind was logged within the last minute.
     *
     * @param reference what the person was shown, or the id of the work that failed
     * @return whether it was logged
     */
    public static boolean log(Throwable failure, String reference) {
        var count = TRACES.count(kind(failure), System.nanoTime());
        count.ifPresent(times -> LOG.unexpected(BareTrace.of(failure), times, reference));
        return count.isPresent();
    }

    /** What failed and where, without the failure's message, which may contain personal data. */
    public static String kind(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        StackTraceElement[] trace = innermost.getStackTrace();
        return innermost.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
