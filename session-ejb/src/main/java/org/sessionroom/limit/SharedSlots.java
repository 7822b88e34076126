package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Slots for work that occupies a thread and perhaps a connection, so that it takes only a part of them. Further callers wait a moment
 * for a slot. One caller has only a share of the slots, and of the places to wait, so that it cannot keep others out.
 *
 * @param <K> the caller's type; must implement {@code equals}
 */
public final class SharedSlots<K> {

    private final int slots;
    private final int places;
    private final int share;
    private final long patienceNanos;
    private final Map<K, Integer> working = new HashMap<>();
    private final Map<K, Integer> waiting = new HashMap<>();
    private int inside;
    private int outside;

    /**
     * @param slots how many may work at the same time
     * @param places how many more may wait
     * @param share how many slots, and how many places, one caller may have
     * @param patience how long they wait
     */
    public SharedSlots(int slots, int places, int share, Duration patience) {
        this.slots = slots;
        this.places = places;
        this.share = share;
        this.patienceNanos = patience.toNanos();
    }

    /** Takes a slot, if one becomes free in time; {@link #leave} must follow. @return whether the caller has one */
    public synchronized boolean enter(K caller) {
        if (isFull(caller) && !awaitSlot(caller)) {
            return false;
        }
        inside++;
        working.merge(caller, 1, Integer::sum);
        return true;
    }

    private boolean awaitSlot(K caller) {
        if (outside >= places || waiting.getOrDefault(caller, 0) >= share) {
            return false;
        }
        outside++;
        waiting.merge(caller, 1, Integer::sum);
        try {
            long until = System.nanoTime() + patienceNanos;
            while (isFull(caller)) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            outside--;
            takeOne(waiting, caller);
        }
    }

    private boolean isFull(K caller) {
        return inside >= slots || working.getOrDefault(caller, 0) >= share;
    }

    /** Returns the slot of this caller. */
    public synchronized void leave(K caller) {
        inside--;
        takeOne(working, caller);
        notifyAll();
    }

    private void takeOne(Map<K, Integer> counts, K caller) {
        counts.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }
}
