package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Slots for work that waits for another system, so that it occupies only a part of the server's threads. Further callers wait a moment
 * for a slot. One source (for IPv6 a /48) has only a share of the slots, and of the places to wait, so that it cannot keep others out.
 */
public final class SharedSlots {

    private final int slots;
    private final int places;
    private final int share;
    private final long patienceNanos;
    private final Map<SourceSite, Integer> working = new HashMap<>();
    private final Map<SourceSite, Integer> waiting = new HashMap<>();
    private int inside;
    private int outside;

    /**
     * @param slots how many may work at the same time
     * @param places how many more may wait
     * @param share how many slots, and how many places, one source may have
     * @param patience how long they wait
     */
    public SharedSlots(int slots, int places, int share, Duration patience) {
        this.slots = slots;
        this.places = places;
        this.share = share;
        this.patienceNanos = patience.toNanos();
    }

    /** Takes a slot, if one becomes free in time; {@link #leave} must follow. @return whether the caller has one */
    public synchronized boolean enter(SourceAddress source) {
        SourceSite site = source.site();
        if (isFull(site) && !awaitSlot(site)) {
            return false;
        }
        inside++;
        working.merge(site, 1, Integer::sum);
        return true;
    }

    private boolean awaitSlot(SourceSite site) {
        if (outside >= places || waiting.getOrDefault(site, 0) >= share) {
            return false;
        }
        outside++;
        waiting.merge(site, 1, Integer::sum);
        try {
            long until = System.nanoTime() + patienceNanos;
            while (isFull(site)) {
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
            takeOne(waiting, site);
        }
    }

    private boolean isFull(SourceSite site) {
        return inside >= slots || working.getOrDefault(site, 0) >= share;
    }

    /** Returns the slot of this source. */
    public synchronized void leave(SourceAddress source) {
        inside--;
        takeOne(working, source.site());
        notifyAll();
    }

    private static void takeOne(Map<SourceSite, Integer> counts, SourceSite site) {
        counts.computeIfPresent(site, (key, count) -> count == 1 ? null : count - 1);
    }
}
