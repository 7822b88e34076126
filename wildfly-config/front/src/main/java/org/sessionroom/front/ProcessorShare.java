package org.sessionroom.front;

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

    private final double share;
    private final long atOnceNanos;
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
     */
    ProcessorShare(double share, long atOnceNanos) {
        this.share = share;
        this.atOnceNanos = atOnceNanos;
    }

    /** @return nanoseconds until this source may go on; 0 for now */
    synchronized long wait(S source, long nanoTime) {
        Long used = usedUntil.get(source);
        return used == null ? 0 : Math.max(0, used - nanoTime - atOnceNanos);
    }

    /** A request of this source has taken so much of a processor's time. */
    synchronized void took(S source, long processorNanos, long nanoTime) {
        Long used = usedUntil.get(source);
        long from = used == null || used - nanoTime < 0 ? nanoTime : used;
        usedUntil.put(source, from + (long) (processorNanos / share));
    }
}
