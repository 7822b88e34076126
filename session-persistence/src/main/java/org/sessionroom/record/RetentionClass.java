package org.sessionroom.record;

import java.time.Period;

/** How long working data is kept before it is erased. What is clinical record by law has its own, longer clock. */
public enum RetentionClass {
    TRANSCRIPT(Period.ofDays(30)),
    ANALYSIS(Period.ofDays(90)),
    SESSION(Period.ofYears(1));

    private final Period kept;

    RetentionClass(Period kept) {
        this.kept = kept;
    }

    /** Counted from the session's end. */
    public Period kept() {
        return kept;
    }
}
