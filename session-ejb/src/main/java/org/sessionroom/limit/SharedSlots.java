package org.sessionroom.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Slots for work that occupies a thread and perhaps a connection, so that it takes only a part of them. Further callers wait a moment
 * for a slot. One caller has only a share of the slots, and of the places to wait, so that it cannot keep others out. If several members
 * share what one caller has, those with the fewest slots come first, and those with the most places give one up.
 *
 * @param <K> the caller's type; must implement {@code equals}
 */
public final class SharedSlots<K> {

    private final int slots;
    private final int places;
    private final int share;
    private final long patienceNanos;
    private final List<Member<K>> working = new ArrayList<>();
    private final List<Waiter<K>> waiting = new ArrayList<>();

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

    /** Takes a slot, if one becomes free in time; {@link #leave(Object)} must follow. @return whether the caller has one */
    public boolean enter(K caller) {
        return enter(caller, caller);
    }

    /**
     * Takes a slot, if one becomes free in time; {@link #leave(Object, Object)} must follow.
     *
     * @param member one of those who share what the caller has; must implement {@code equals}
     * @return whether the member has one
     */
    public synchronized boolean enter(K caller, Object member) {
        Member<K> who = new Member<>(caller, member);
        if (mustWait(who) && !awaitSlot(who)) {
            return false;
        }
        working.add(who);
        return true;
    }

    /** Returns the slot of this caller. */
    public void leave(K caller) {
        leave(caller, caller);
    }

    /** Returns the slot of this member. */
    public synchronized void leave(K caller, Object member) {
        working.remove(new Member<>(caller, member));
        notifyAll();
    }

    private boolean awaitSlot(Member<K> who) {
        if (!hasPlace(who)) {
            return false;
        }
        Waiter<K> waiter = new Waiter<>(who);
        waiting.add(waiter);
        try {
            long until = System.nanoTime() + patienceNanos;
            while (mustWait(who)) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0 || waiter.gaveUp) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.remove(waiter);
            notifyAll();
        }
    }

    private boolean mustWait(Member<K> who) {
        long mine = slots(who);
        return working.size() >= slots
                || working.stream().filter(who::isOfSameCaller).count() >= share
                || waiting.stream()
                        .anyMatch(other -> other.who.isOfSameCaller(who) && !other.gaveUp && slots(other.who) < mine);
    }

    /** Whether there is a place to wait; if the caller's are taken, another member with two more than this one gives one up. */
    private boolean hasPlace(Member<K> who) {
        List<Waiter<K>> ofCaller = waiting.stream()
                .filter(other -> other.who.isOfSameCaller(who) && !other.gaveUp)
                .toList();
        if (ofCaller.size() < share) {
            return waiting.size() < places;
        }
        Optional<Waiter<K>> most = ofCaller.stream()
                .max(Comparator.comparingLong(other -> places(other.who)))
                .filter(other -> places(other.who) > places(who) + 1);
        most.ifPresent(other -> {
            other.gaveUp = true;
            notifyAll();
        });
        return most.isPresent();
    }

    private long slots(Member<K> who) {
        return working.stream().filter(who::equals).count();
    }

    private long places(Member<K> who) {
        return waiting.stream()
                .filter(other -> other.who.equals(who) && !other.gaveUp)
                .count();
    }

    private record Member<K>(K caller, Object member) {

        boolean isOfSameCaller(Member<K> other) {
            return caller.equals(other.caller);
        }
    }

    private static final class Waiter<K> {

        private final Member<K> who;
        private boolean gaveUp;

        Waiter(Member<K> who) {
            this.who = who;
        }
    }
}
