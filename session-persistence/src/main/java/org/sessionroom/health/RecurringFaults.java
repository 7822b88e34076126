package org.sessionroom.health;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts faults that come again and again, so that a log has one line a while for each kind, with how often it came, and not
 * one for each time. Times are those of {@link System#nanoTime()}.
 */
public final class RecurringFaults {

    /** More kinds than these are counted together, where nothing else is said. */
    private static final int MOST_KINDS = 100;

    private static final String OTHERS = "others";

    private final long everyNanos;
    private final int mostKinds;
    private final Map<String, Count> counts = new HashMap<>();

    private static final class Count {
        private long saidAt;
        private long since;
    }

    /** @param every how often a fault of one kind is said */
    public RecurringFaults(Duration every) {
        this(every, MOST_KINDS);
    }

    /** @param mostKinds that are counted each by itself within that time */
    public RecurringFaults(Duration every, int mostKinds) {
        this.everyNanos = every.toNanos();
        this.mostKinds = mostKinds;
    }

    /** @return how often it came since it was last said, this time included, if it is to be said now */
    public synchronized OptionalLong count(String kind, long now) {
        if (counts.size() >= mostKinds && !counts.containsKey(kind)) {
            // With the number of those that were not said yet: a kind that is new matters more than how often an old
            // one came.
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
