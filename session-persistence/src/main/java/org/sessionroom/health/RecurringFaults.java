package org.sessionroom.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts recurring faults, so that the log gets one line per interval for each kind, with a count, and not
 * one line for each fault. Times are those of {@link System#nanoTime()}.
 */
public final class RecurringFaults {

    /** Default maximum of kinds that are counted separately; further kinds are counted together. */
    private static final int MOST_KINDS = 100;

    private static final String OTHERS = "others";

    private final long everyNanos;
    private final int mostKinds;
    private final Map<String, Count> counts = new HashMap<>();

    private static final class Count {
        private long saidAt;
        private long since;
    }

    /** @param every the interval between two log lines of one kind */
    public RecurringFaults(Duration every) {
        this(every, MOST_KINDS);
    }

    /** @param mostKinds the maximum number of kinds counted separately within that time */
    public RecurringFaults(Duration every, int mostKinds) {
        this.everyNanos = every.toNanos();
        this.mostKinds = mostKinds;
    }

    /** @return the number of faults since the last log line, including this one, if a line is to be logged now */
    public synchronized OptionalLong count(String kind, long now) {
        if (counts.size() >= mostKinds && !counts.containsKey(kind)) {
            // This loses counts that were not logged yet: a new kind matters more than how often an old
            // one occurred.
            counts.values().removeIf(count -> now - count.saidAt >= everyNanos);
        }
        String known = counts.containsKey(kind) || counts.size() < mostKinds ? kind : OTHERS;
        Count count = counts.get(known);
        if (count == null) {
            count = new Count();
            counts.put(known, count);
        } else if (now - count.saidAt < everyNanos) {
            count.since++;
            return OptionalLong.empty();
        }
        long times = count.since + 1;
        count.saidAt = now;
        count.since = 0;
        return OptionalLong.of(times);
    }
}
