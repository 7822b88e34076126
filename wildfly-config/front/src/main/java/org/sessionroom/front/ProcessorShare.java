package org.sessionroom.front;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the processor time for the requests of one source: a share of each second, and some seconds' share in a burst.
 * A source beyond its share waits until the share has recovered, so that others are served. It is the generic cell rate algorithm (ITU-T
 * I.371): for each source the time is stored until which its share is used up.
 *
 * @param <S> a source, compared by {@code equals}
 */
final class ProcessorShare<S> {

    /** Maximum sources in memory, some 2 MB; beyond it the least recently seen source is forgotten. */
    static final int MOST_SOURCES = 10_000;

    /** How soon a source checks again whether one of its requests has ended. */
    static final long LOOK_AGAIN_NANOS = 50_000_000;

    /** The longest time that a source is kept waiting, however much it used. */
    static final long LONGEST_DEBT_NANOS = 30_000_000_000L;

    private final double share;
    private final long atOnceNanos;
    private final int mostRunning;
    private final Map<S, Integer> running = new HashMap<>();
    private final Map<S, Long> usedUntil = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<S, Long> eldest) {
            return size() > MOST_SOURCES;
        }
    };

    /**
     * @param share seconds of processor time in a second; above 0
     * @param atOnceNanos size of the burst, as a time at the source's share
     * @param mostRunning maximum concurrent requests of one source, because their cost is known only when they end, and each occupies a worker
     */
    ProcessorShare(double share, long atOnceNanos, int mostRunning) {
        this.share = share;
        this.atOnceNanos = atOnceNanos;
        this.mostRunning = mostRunning;
    }

    /** @return 0 if a request of this source has begun, for which {@link #end} must be called; otherwise nanoseconds until the next attempt */
    synchronized long begin(S source, long nanoTime) {
        Long used = usedUntil.get(source);
        long wait = used == null ? 0 : Math.max(0, used - nanoTime - atOnceNanos);
        if (wait > 0) {
            return wait;
        }
        if (running.getOrDefault(source, 0) >= mostRunning) {
            return LOOK_AGAIN_NANOS;
        }
        running.merge(source, 1, Integer::sum);
        return 0;
    }

    /** A request of this source has ended, and has used this much processor time. */
    synchronized void end(S source, long processorNanos, long nanoTime) {
        running.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
        Long used = usedUntil.get(source);
        long from = used == null || used - nanoTime < 0 ? nanoTime : used;
        long most = nanoTime + atOnceNanos + LONGEST_DEBT_NANOS;
        long until = from + (long) (processorNanos / share);
        // One request that took a minute must not block all its neighbours for five.
        usedUntil.put(source, until - most > 0 ? most : until);
    }
}
