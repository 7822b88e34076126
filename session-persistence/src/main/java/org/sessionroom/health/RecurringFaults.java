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

    /** More kinds than these are counted together. */
    private static final int MOST_KINDS = 100;

    private static final String OTHERS = "others";

    private final long everyNanos;
    private final Map<String, Count> counts = new HashMap<>();

    private static final class Count {
        private long saidAt;
        private long since;
    }

    /** @param every how often a fault of one kind is said */
    public RecurringFaults(Duration every) {
        this.everyNanos = every.toNanos();
    }

    /** @return how often it came since it was last said, this time included, if it is to be said now */
    public synchronized OptionalLong count(String kind, long now) {
        String known = counts.containsKey(kind) || counts.size() < MOST_KINDS ? kind : OTHERS;
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
