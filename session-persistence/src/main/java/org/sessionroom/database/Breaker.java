package org.sessionroom.database;

import java.time.Duration;

/**
 * A circuit breaker that keeps callers from waiting for a database that does not answer. It opens after some failures in a row, or when an
 * attempt has gone without an answer for too long while no other got one; from then on calls are refused at once. While it is open
 * one probe at a time, at most one in each {@code pause}, tests whether the database answers again, and no caller waits
 * for it; the first that succeeds closes the breaker.
 *
 * <p>Times are those of {@link System#nanoTime()}.
 */
public final class Breaker {

    private final int failuresToOpen;
    private final long patienceNanos;
    private final long pauseNanos;

    private int failures;
    private boolean open;
    private boolean probing;
    private long probingSince;
    private long probeNotBefore;
    private int underWay;
    private boolean waiting;
    private long waitingSince;

    /**
     * @param failuresToOpen failures in a row after which it opens
     * @param patience how long an attempt may go without an answer
     * @param pause between two attempts while it is open
     */
    public Breaker(int failuresToOpen, Duration patience, Duration pause) {
        this.failuresToOpen = failuresToOpen;
        this.patienceNanos = patience.toNanos();
        this.pauseNanos = pause.toNanos();
    }

    /**
     * Asks for permission to use the database. A caller that is let through must report the result by {@link #succeeded}, {@link #failed} or
     * {@link #inconclusive}.
     *
     * @return false if the call is refused at once
     */
    public synchronized boolean lets(long now) {
        if (!open && waiting && now - waitingSince > patienceNanos) {
            open(now);
        }
        if (open) {
            return false;
        }
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        underWay++;
        return true;
    }

    /**
     * Asks, while the breaker is open, for permission to probe the database in the background. The prober must report the
     * result as for {@link #lets}.
     */
    public synchronized boolean letsProbe(long now) {
        boolean atWork = probing && now - probingSince <= patienceNanos;
        if (!open || atWork || now - probeNotBefore < 0) {
            return false;
        }
        probing = true;
        probingSince = now;
        underWay++;
        return true;
    }

    /** The database answered. */
    public synchronized void succeeded() {
        ended();
        failures = 0;
        open = false;
        waiting = false;
    }

    /** The database refused, or did not answer in time. */
    public synchronized void failed(long now) {
        ended();
        if (++failures >= failuresToOpen || open) {
            open(now);
        }
    }

    /** The attempt ended for a reason that says nothing about the database. */
    public synchronized void inconclusive() {
        ended();
    }

    private void ended() {
        probing = false;
        underWay = Math.max(0, underWay - 1);
        if (underWay == 0) {
            waiting = false;
        }
    }

    private void open(long now) {
        open = true;
        probeNotBefore = now + pauseNanos;
    }

    public synchronized boolean isOpen() {
        return open;
    }
}
