package org.sessionroom.limit;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Decides how long one answer may wait for its reader. The time counts from when the answer was first seen unfinished: time that the
 * server itself needs before it begins to answer, however long, does not count. Not thread-safe.
 */
final class AnswerWatch {

    /** What is due after a look at the answer. */
    enum Due {
        /** Nothing. */
        NOTHING,
        /** The reader begins to count as slow; once for each answer. */
        SLOW,
        /** The connection must be closed. */
        CLOSE
    }

    private final long allowedNanos;
    private OptionalLong waitingSince = OptionalLong.empty();

    /** @param allowed the time from the first look that sees the answer unfinished to the close */
    AnswerWatch(Duration allowed) {
        this.allowedNanos = allowed.toNanos();
    }

    /**
     * Looks at an answer that is not complete.
     *
     * @param begun whether the server has begun to send it
     * @param nanoTime now, as of {@link System#nanoTime}
     */
    Due look(boolean begun, long nanoTime) {
        if (waitingSince.isPresent()) {
            return nanoTime - waitingSince.getAsLong() >= allowedNanos ? Due.CLOSE : Due.NOTHING;
        }
        if (!begun) {
            return Due.NOTHING;
        }
        waitingSince = OptionalLong.of(nanoTime);
        return Due.SLOW;
    }
}
