package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Slots for work that waits for another system, so that it occupies only a part of the server's threads. Further callers wait a moment
 * for a slot. One source (for IPv6 a /48) has only a share of the slots and of the places to wait, so that it cannot keep others out.
 */
public final class SharedSlots {

    private final int slots;
    private final int waiters;
    private final int share;
    private final long patienceNanos;
    private final Map<SourceAddress, Integer> counts = new HashMap<>();
    private int inside;
    private int waiting;

    /**
     * @param slots how many may work at the same time
     * @param waiters how many more may wait
     * @param share how many of both may come from one source
     * @param patience how long they wait
     */
    public SharedSlots(int slots, int waiters, int share, Duration patience) {
        this.slots = slots;
        this.waiters = waiters;
        this.share = share;
        this.patienceNanos = patience.toNanos();
    }

    /** Takes a slot, if one becomes free in time; {@link #leave} must follow. @return whether the caller has one */
    public synchronized boolean enter(SourceAddress source) {
        SourceAddress site = site(source);
        if (counts.getOrDefault(site, 0) >= share || (inside >= slots && waiting >= waiters)) {
            return false;
        }
        counts.merge(site, 1, Integer::sum);
        boolean entered = false;
        waiting++;
        try {
            entered = becomesFree();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting--;
            if (!entered) {
                forget(site);
            }
        }
        return entered;
    }

    private boolean becomesFree() throws InterruptedException {
        long until = System.nanoTime() + patienceNanos;
        while (inside >= slots) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        inside++;
        return true;
    }

    /** Returns the slot of this source. */
    public synchronized void leave(SourceAddress source) {
        inside--;
        forget(site(source));
        notifyAll();
    }

    private void forget(SourceAddress site) {
        counts.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
    }

    private static SourceAddress site(SourceAddress source) {
        return source.site().orElse(source);
    }
}
