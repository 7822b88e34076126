package org.sessionroom.health;

import java.time.Duration;
import java.util.Optional;

/**
 * Work that a node repeats, and the results of its last runs. Everything is measured by elapsed time ({@link System#nanoTime()}),
 * never by the time of day: if that is set back by hours, work that is due at a time of day would wait for hours.
 *
 * <p>Its methods may be called from any thread. Runs must not overlap; the scheduler ensures that.
 */
public final class PeriodicTask {

    /** A run may be this many intervals late, and a minute more, before the task counts as late. */
    private static final int TOLERATED_INTERVALS = 3;

    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final String name;
    private final Duration every;
    private final Runnable work;
    private final Runnable restart;
    private long startedAt;
    private long restartedAt;
    private boolean running;
    private long failures;

    /**
     * @param name for the health check and the log, lower case with hyphens
     * @param every between the starts of two runs
     * @param work may throw; the next run takes place all the same
     * @param restart makes the scheduler run the task again; called if no run has started for too long
     * @param nanoTime now; the first run is expected one interval later
     */
    public PeriodicTask(String name, Duration every, Runnable work, Runnable restart, long nanoTime) {
        this.name = name;
        this.every = every;
        this.work = work;
        this.restart = restart;
        this.startedAt = nanoTime;
        this.restartedAt = nanoTime;
    }

    /**
     * Runs the work once.
     *
     * @return what the work threw, errors included: a scheduler drops a task that throws
     */
    public Optional<Throwable> run(long nanoTime) {
        begin(nanoTime);
        try {
            work.run();
            end(true);
            return Optional.empty();
        } catch (Throwable failure) {
            end(false);
            return Optional.of(failure);
        }
    }

    private synchronized void begin(long nanoTime) {
        startedAt = nanoTime;
        running = true;
    }

    private synchronized void end(boolean succeeded) {
        running = false;
        failures = succeeded ? 0 : failures + 1;
    }

    /** How many runs in a row have failed, 0 after a success. */
    public synchronized long failures() {
        return failures;
    }

    /** Whether the last run began too long ago: the scheduler has lost the task, or the run hangs. */
    public synchronized boolean isLate(long nanoTime) {
        return nanoTime - startedAt > patience().toNanos();
    }

    private Duration patience() {
        return every.multipliedBy(TOLERATED_INTERVALS).plus(TOLERANCE);
    }

    /**
     * Restarts a task that the scheduler lost; it stays late until it runs. A run that hangs is left alone, because a
     * second one would hang as well.
     *
     * @return whether it was restarted
     */
    public boolean restartIfLost(long nanoTime) {
        synchronized (this) {
            if (running
                    || !isLate(nanoTime)
                    || nanoTime - restartedAt <= patience().toNanos()) {
                return false;
            }
            restartedAt = nanoTime;
        }
        restart.run();
        return true;
    }

    public String name() {
        return name;
    }

    /** For the health check: {@code ok}, {@code failing (3 runs)}, {@code late (80 s)}. */
    synchronized String state(long nanoTime) {
        if (isLate(nanoTime)) {
            return "late (" + Duration.ofNanos(nanoTime - startedAt).toSeconds() + " s)";
        }
        return failures == 0 ? "ok" : "failing (" + failures + " runs)";
    }
}
