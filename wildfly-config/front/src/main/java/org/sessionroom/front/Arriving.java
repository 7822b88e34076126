package org.sessionroom.front;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests that are being received, up to a maximum. One more removes the oldest of the source that has most, so that
 * a source that begins many requests and finishes none removes only its own.
 *
 * @param <S> a source, compared by {@code equals}
 * @param <T> compared by {@code equals}
 */
final class Arriving<S, T> {

    private final int mostAtOnce;
    private final Map<S, Set<T>> underWay = new LinkedHashMap<>();
    private int count;

    /** @param mostAtOnce at least 1 */
    Arriving(int mostAtOnce) {
        this.mostAtOnce = mostAtOnce;
    }

    /** @return the request that was removed */
    synchronized Optional<T> came(S source, T one) {
        Optional<T> pushedOut = count < mostAtOnce ? Optional.empty() : Optional.of(pushOut());
        if (underWay.computeIfAbsent(source, first -> new LinkedHashSet<>()).add(one)) {
            count++;
        }
        return pushedOut;
    }

    /** It has arrived, or never will. Does nothing if it was removed before. */
    synchronized void left(S source, T one) {
        Set<T> ofSource = underWay.getOrDefault(source, Collections.emptySet());
        if (ofSource.remove(one)) {
            count--;
            forget(source, ofSource);
        }
    }

    private T pushOut() {
        Map.Entry<S, Set<T>> busiest = underWay.entrySet().stream()
                .max(Comparator.comparingInt(ofSource -> ofSource.getValue().size()))
                .orElseThrow();
        Iterator<T> byAge = busiest.getValue().iterator();
        T eldest = byAge.next();
        byAge.remove();
        count--;
        forget(busiest.getKey(), busiest.getValue());
        return eldest;
    }

    private void forget(S source, Set<T> ofSource) {
        if (ofSource.isEmpty()) {
            underWay.remove(source);
        }
    }
}
