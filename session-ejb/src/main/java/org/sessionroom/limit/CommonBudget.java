package org.sessionroom.limit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A {@link RateLimit} that several members share. While it lasts, each of them may use any part of it. When it is used up, it refuses
 * only members who recently used more than an equal part: a member who floods does not take anything from the others. Recently is the
 * time in which the limit refills, with older use weighing less and less (exponential decay).
 */
public final class CommonBudget {

    private static final double NANOS = 1e9;

    /** Part of the burst below which a member's use is so small that the member does not count. */
    private static final double UNNOTICED = 0.001;

    private final double burst;
    private final double windowNanos;
    private final RateLimit all;
    private final Set<Share> active = new HashSet<>();

    /**
     * @param burst the capacity for all members together
     * @param perSecond the refill rate
     * @param nanoTime now, by a monotonic clock
     */
    public CommonBudget(double burst, double perSecond, long nanoTime) {
        this.burst = burst;
        this.windowNanos = burst / perSecond * NANOS;
        this.all = new RateLimit(burst, perSecond, nanoTime);
    }

    /** A new member's share. */
    public Share share(long nanoTime) {
        return new Share(nanoTime);
    }

    /** Whether nobody has used anything recently. */
    public synchronized boolean isFull(long nanoTime) {
        active.removeIf(share -> share.isUnused(nanoTime));
        return active.isEmpty() && all.isFull(nanoTime);
    }

    /** What one member uses of the common budget. */
    public final class Share {

        private double used;
        private long last;

        private Share(long nanoTime) {
            last = nanoTime;
        }

        /** Takes an amount, if that much is left for this member. */
        public boolean allow(double amount, long nanoTime) {
            synchronized (CommonBudget.this) {
                decay(nanoTime);
                active.add(this);
                if (!all.allow(amount, nanoTime)) {
                    if (used + amount > equalPart(nanoTime)) {
                        return false;
                    }
                    all.take(amount, nanoTime);
                }
                used += amount;
                return true;
            }
        }

        /**
         * Takes the amount that was used, even if less was left.
         *
         * @return whether enough was left for this member
         */
        public boolean take(double amount, long nanoTime) {
            synchronized (CommonBudget.this) {
                decay(nanoTime);
                active.add(this);
                used += amount;
                return all.take(amount, nanoTime) || used <= equalPart(nanoTime);
            }
        }

        /**
         * The time until the common budget has this amount, or this member has as large a part of their own share; zero if that is so
         * now.
         */
        public Duration until(double amount, long nanoTime) {
            synchronized (CommonBudget.this) {
                Duration ofAll = all.until(amount, nanoTime);
                decay(nanoTime);
                double most = equalPart(nanoTime) * Math.max(UNNOTICED, 1 - amount / burst);
                Duration own = used <= most
                        ? Duration.ZERO
                        : Duration.ofNanos((long) Math.ceil(windowNanos * Math.log(used / most)));
                return own.compareTo(ofAll) < 0 ? own : ofAll;
            }
        }

        /** Whether so little was used recently that this share can be discarded. */
        public boolean isUnused(long nanoTime) {
            synchronized (CommonBudget.this) {
                decay(nanoTime);
                return used < UNNOTICED * burst;
            }
        }

        private double equalPart(long nanoTime) {
            active.removeIf(share -> share != this && share.isUnused(nanoTime));
            active.add(this);
            return burst / active.size();
        }

        private void decay(long nanoTime) {
            used *= Math.exp((last - nanoTime) / windowNanos);
            last = nanoTime;
        }
    }
}
