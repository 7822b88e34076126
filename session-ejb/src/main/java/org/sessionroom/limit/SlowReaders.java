package org.sessionroom.limit;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Readers that are slow to receive their answers. Each occupies a thread of the server, so one source (for IPv6 a /48)
 * may have only a few of them at a time, and all sources together so many that others are still served: beyond that, the reader that
 * has been slow for longest is disconnected. Slow readers that are disconnected and begin again would occupy the threads just as well. So
 * from a source that continues beyond its share, answers that wait longest for their reader are given up early, as soon as it has more than
 * a few unfinished ones. Nobody is refused for it: people behind the same address, whose answers are read at once, are not affected.
 *
 * @param <T> the reader's type, compared by {@code equals}
 */
public final class SlowReaders<T> {

    private final int mostOfASource;
    private final int mostInAll;
    private final SourceLimits endings = new SourceLimits(8, 1);
    private final Map<SourceSite, Set<T>> unfinished = new HashMap<>();
    private final Map<T, SourceSite> slow = new LinkedHashMap<>();
    private final Map<SourceSite, Integer> counts = new HashMap<>();

    /**
     * @param mostOfASource the maximum of one source
     * @param mostInAll the maximum of all sources
     */
    public SlowReaders(int mostOfASource, int mostInAll) {
        this.mostOfASource = mostOfASource;
        this.mostInAll = mostInAll;
    }

    /**
     * Registers a reader whose request has arrived; {@link #end} must follow.
     *
     * @param waits whether an answer was begun, and so waits for its reader
     * @return the reader of the same source that must be disconnected now
     */
    public synchronized Optional<T> arrive(T reader, SourceAddress source, Predicate<T> waits, long nanoTime) {
        Set<T> others = unfinished.computeIfAbsent(source.site(), site -> new LinkedHashSet<>());
        boolean goesOn = others.size() >= mostOfASource
                && !endings.until(source, 1, nanoTime).isZero();
        Optional<T> eldest = goesOn ? others.stream().filter(waits).findFirst() : Optional.empty();
        eldest.ifPresent(others::remove);
        others.add(reader);
        return eldest;
    }

    /**
     * A reader that has arrived is slow.
     *
     * @return the reader that must be disconnected now, this one or another
     */
    public synchronized Optional<T> begin(T reader, SourceAddress source, long nanoTime) {
        SourceSite site = source.site();
        if (counts.getOrDefault(site, 0) >= mostOfASource) {
            endings.take(source, 1, nanoTime);
            return Optional.of(reader);
        }
        slow.put(reader, site);
        counts.merge(site, 1, Integer::sum);
        if (slow.size() <= mostInAll) {
            return Optional.empty();
        }
        Iterator<T> byAge = slow.keySet().iterator();
        T eldest = byAge.next();
        notSlow(eldest);
        return Optional.of(eldest);
    }

    /** A reader exceeded the deadline and was disconnected. */
    public void ended(SourceAddress source, long nanoTime) {
        endings.take(source, 1, nanoTime);
    }

    /** The answer is complete, or was given up. */
    public synchronized void end(T reader, SourceAddress source) {
        unfinished.computeIfPresent(source.site(), (site, readers) -> {
            readers.remove(reader);
            return readers.isEmpty() ? null : readers;
        });
        notSlow(reader);
    }

    private void notSlow(T reader) {
        SourceSite site = slow.remove(reader);
        if (site != null) {
            counts.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
