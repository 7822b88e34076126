package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Readers that are slow to receive their answers. Each occupies a thread of the server, so one source (for IPv6 a /48)
 * may have only a few of them at a time, and all sources together so many that others are still served: beyond that, the reader that
 * has been slow for longest is disconnected. A source that continues beyond its share is refused for a while, because slow readers that are
 * disconnected and begin again would occupy the threads just as well.
 *
 * @param <T> the reader's type, compared by {@code equals}
 */
public final class SlowReaders<T> {

    private final int mostOfASource;
    private final int mostInAll;
    private final SourceLimits endings = new SourceLimits(8, 1);
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

    /** Empty if requests of this source are served; otherwise the time until they are. */
    public Optional<Duration> refusal(SourceAddress source, long nanoTime) {
        return Optional.of(endings.until(source, 1, nanoTime)).filter(wait -> !wait.isZero());
    }

    /**
     * Registers a slow reader; {@link #end} must follow.
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
        end(eldest);
        return Optional.of(eldest);
    }

    /** A reader exceeded the deadline and was disconnected. */
    public void ended(SourceAddress source, long nanoTime) {
        endings.take(source, 1, nanoTime);
    }

    /** The answer is complete. Does nothing if its reader was not slow. */
    public synchronized void end(T reader) {
        SourceSite site = slow.remove(reader);
        if (site != null) {
            counts.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
