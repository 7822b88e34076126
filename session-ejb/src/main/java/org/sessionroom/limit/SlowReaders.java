package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Readers that are slow to take their answers. Each holds a thread of the server, so one source may have a few of them at a
 * time, a /48 of IPv6 counting as one source, and all together so many that others are still served: of more, whoever has been
 * slow for longest is ended. A source that goes on beyond its share is not served for a while, because slow readers that are
 * ended and begin again would hold the threads just as well.
 *
 * @param <T> what is read, compared by {@code equals}
 */
public final class SlowReaders<T> {

    private final int mostOfASource;
    private final int mostInAll;
    private final SourceLimits endings = new SourceLimits(8, 1);
    private final Map<T, SourceAddress> slow = new LinkedHashMap<>();
    private final Map<SourceAddress, Integer> counts = new HashMap<>();

    /**
     * @param mostOfASource at once
     * @param mostInAll at once, of all sources
     */
    public SlowReaders(int mostOfASource, int mostInAll) {
        this.mostOfASource = mostOfASource;
        this.mostInAll = mostInAll;
    }

    /** Whether a request of this source is served; if not, after how long it would be. */
    public Optional<Duration> refusal(SourceAddress source, long nanoTime) {
        return Optional.of(endings.until(source, 1, nanoTime)).filter(wait -> !wait.isZero());
    }

    /**
     * A reader has turned out to be slow; {@link #end} must follow.
     *
     * @return whichever is to be ended now, this one or another
     */
    public synchronized Optional<T> begin(T reader, SourceAddress source, long nanoTime) {
        SourceAddress site = source.site().orElse(source);
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

    /** A reader took no end of their answer and was ended. */
    public void ended(SourceAddress source, long nanoTime) {
        endings.take(source, 1, nanoTime);
    }

    /** An answer is over. Nothing happens if its reader was not slow. */
    public synchronized void end(T reader) {
        SourceAddress site = slow.remove(reader);
        if (site != null) {
            counts.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
