package org.sessionroom.room;

/** A token bucket for one connection: so many at once, refilled at a steady rate. */
final class RateLimit {

    private static final double NANOS = 1e9;

    private final double burst;
    private final double perSecond;
    private double left;
    private long last;

    /** @param nanoTime now, by a clock that never goes back */
    RateLimit(double burst, double perSecond, long nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.last = nanoTime;
    }

    /** Takes one, if there is one left. */
    synchronized boolean allow(long nanoTime) {
        left = Math.min(burst, left + (nanoTime - last) / NANOS * perSecond);
        last = nanoTime;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
