package org.sessionroom.front;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the processors' time the requests of one source may take: a share of each second, and some seconds' share at once.
 * Whoever took more waits until their share has caught up, so that others go on. It is the generic cell rate algorithm (ITU-T
 * I.371): of each source the time is kept until which its share is used up.
 *
 * @param <S> a source, compared by {@code equals}
 */
final class ProcessorShare<S> {

    /** Sources that are remembered, some 2 MB; of more, whoever was not seen for longest begins with nothing used. */
    static final int MOST_SOURCES = 10_000;

    /** How soon a source looks again whether one of its requests has ended. */
    static final long LOOK_AGAIN_NANOS = 50_000_000;

    /** How long whoever took far too much is kept waiting. */
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
     * @param share seconds of a processor's time in a second; above 0
     * @param atOnceNanos how long a source that took nothing for a while may take all it wants, at its share
     * @param mostRunning requests of one source at a time: what they take is only known when they end, and each has a worker
     */
    ProcessorShare(double share, long atOnceNanos, int mostRunning) {
        this.share = share;
        this.atOnceNanos = atOnceNanos;
        this.mostRunning = mostRunning;
    }

    /** @return 0 when a request of this source has begun, which is then to {@link #end}; else nanoseconds until it is to ask again */
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

    /** A request of this source has ended, and has taken so much of a processor's time. */
    synchronized void end(S source, long processorNanos, long nanoTime) {
        running.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
        Long used = usedUntil.get(source);
        long from = used == null || used - nanoTime < 0 ? nanoTime : used;
        long most = nanoTime + atOnceNanos + LONGEST_DEBT_NANOS;
        long until = from + (long) (processorNanos / share);
        // One request that took a minute must not keep all its neighbours out for five.
        usedUntil.put(source, until - most > 0 ? most : until);
    }
}
