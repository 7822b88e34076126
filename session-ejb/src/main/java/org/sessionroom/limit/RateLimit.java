package org.sessionroom.limit;

import java.time.Duration;

/**
 * A token bucket: so much at once, refilled at a steady rate. What is counted is the user's choice, such as frames, or
 * nanoseconds of a processor. Times are nanoseconds of {@link System#nanoTime}, passed in.
 */
public final class RateLimit {

    private static final double NANOS = 1e9;

    private final double burst;
    private final double perSecond;
    private double left;
    private long last;

    /**
     * @param burst what may be taken at once
     * @param perSecond what is refilled in a second
     * @param nanoTime now, by a clock that never goes back
     */
    public RateLimit(double burst, double perSecond, long nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.last = nanoTime;
    }

    /** Takes one, if there is one left. */
    public synchronized boolean allow(long nanoTime) {
        refill(nanoTime);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /**
     * Takes what was used, also when it is more than was left.
     *
     * @return whether there was enough
     */
    public synchronized boolean take(double amount, long nanoTime) {
        refill(nanoTime);
        left -= amount;
        return left >= 0;
    }

    /** How long until there is so much again; zero when there is. Never more than is refilled from nothing to full. */
    public synchronized Duration until(double amount, long nanoTime) {
        refill(nanoTime);
        double missing = Math.min(amount, burst) - left;
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing / perSecond * NANOS));
    }

    /** Whether nothing was taken for so long that it is as good as new. */
    public synchronized boolean isFull(long nanoTime) {
        refill(nanoTime);
        return left >= burst;
    }

    /** A debt is bounded by the burst, so that one expensive act does not shut somebody out for long. */
    private void refill(long nanoTime) {
        left = Math.min(burst, Math.max(-burst, left) + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
    }
}
