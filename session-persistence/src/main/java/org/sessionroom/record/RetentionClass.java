package org.sessionroom.record;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** How long working data is kept before it is erased. Clinical records that the law requires have their own, longer period. */
public enum RetentionClass {
    TRANSCRIPT(Period.ofDays(30)),
    ANALYSIS(Period.ofDays(90)),
    SESSION(Period.ofYears(1));

    /** Counted from the session's end. */
    private final Period kept;

    RetentionClass(Period kept) {
        this.kept = kept;
    }

    /** Whether the data of a session that ended then must be erased. */
    public boolean isOver(Instant sessionEnd, Instant now) {
        return sessionEnd.isBefore(overdueBefore(now));
    }

    /** The data of sessions that ended before this moment must be erased. */
    Instant overdueBefore(Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
