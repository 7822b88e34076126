package org.sessionroom.front;

import java.util.HashMap;
import java.util.Map;

/**
 * Places for requests that wait for their turn. One source has at most half of them, so that it cannot take the places of all others.
 *
 * @param <S> a source, compared by {@code equals}
 */
final class WaitingPlaces<S> {

    private final int most;
    private final Map<S, Integer> taken = new HashMap<>();
    private int all;

    /** @param most how many may wait at the same time */
    WaitingPlaces(int most) {
        this.most = most;
    }

    /** @return whether there was a place for this source; then {@link #leave} must follow */
    synchronized boolean take(S source) {
        if (all >= most || taken.getOrDefault(source, 0) >= most / 2) {
            return false;
        }
        all++;
        taken.merge(source, 1, Integer::sum);
        return true;
    }

    /** A request of this source waits no longer. */
    synchronized void leave(S source) {
        all--;
        taken.computeIfPresent(source, (key, count) -> count == 1 ? null : count - 1);
    }
}
