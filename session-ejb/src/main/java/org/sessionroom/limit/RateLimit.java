package org.sessionroom.limit;

import java.time.Duration;

/**
 * A token bucket with a burst and a steady refill rate. The caller chooses the unit, such as frames, or
 * nanoseconds of a processor. Times are nanoseconds of {@link System#nanoTime}, passed in.
 */
public final class RateLimit {

    private static final double NANOS = 1e9;

    private final double burst;
    private final double perSecond;
    private double left;
    private long last;

    /**
     * @param burst the capacity
     * @param perSecond the refill rate
     * @param nanoTime now, by a monotonic clock
     */
    public RateLimit(double burst, double perSecond, long nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.last = nanoTime;
    }

    /** Takes one token, if there is one. */
    public boolean allow(long nanoTime) {
        return allow(1, nanoTime);
    }

    /** Takes an amount, if that much is left. */
    public synchronized boolean allow(double amount, long nanoTime) {
        refill(nanoTime);
        if (left < amount) {
            return false;
        }
        left -= amount;
        return true;
    }

    /**
     * Takes the amount that was used, even if less was left.
     *
     * @return whether enough was left
     */
    public synchronized boolean take(double amount, long nanoTime) {
        refill(nanoTime);
        left -= amount;
        return left >= 0;
    }

    /** The time until this amount is available; zero if it is. Never more than the time to refill from empty to full. */
    public synchronized Duration until(double amount, long nanoTime) {
        refill(nanoTime);
        double missing = Math.min(amount, burst) - left;
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
    }

    /** Whether the bucket is completely refilled. */
    public synchronized boolean isFull(long nanoTime) {
        refill(nanoTime);
        return left >= burst;
    }

    /** The debt is limited to one burst, so that one expensive action does not block a caller for long. */
    private void refill(long nanoTime) {
        left = Math.min(burst, Math.max(-burst, left) + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
    }
}
