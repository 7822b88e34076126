package org.sessionroom.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * A limit of concurrent work for each caller, so that one of them cannot take all threads or connections. Nobody waits: work beyond the
 * limit is not begun.
 *
 * @param <K> the caller's type; must implement {@code equals}
 */
public final class Bulkheads<K> {

    private final int most;
    private final Map<K, Integer> running = new HashMap<>();

    /** @param most how many pieces of work one caller may have under way */
    public Bulkheads(int most) {
        this.most = most;
    }

    /** @return whether the work may begin; then {@link #leave} must follow */
    public synchronized boolean enter(K caller) {
        if (running.getOrDefault(caller, 0) >= most) {
            return false;
        }
        running.merge(caller, 1, Integer::sum);
        return true;
    }

    /** The work has ended. */
    public synchronized void leave(K caller) {
        running.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }
}
