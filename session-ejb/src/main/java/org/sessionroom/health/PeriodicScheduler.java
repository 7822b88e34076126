package org.sessionroom.health;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sessionroom.database.DatabaseTrouble;

/**
 * Runs all periodic tasks of the application. One thread of its own, which only measures elapsed time, hands each run to the
 * container's threads. The container's own timers can stop for good: EJB's calendar timers wait for a time of day, and
 * stop for three hours when the clock is set back by three hours; a managed scheduled executor drops a task that was
 * due while the server was suspended.
 *
 * <p>After each run of a task, and at each health check, it restarts tasks that no longer run.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = PeriodicScheduler.EXECUTOR, maxAsync = PeriodicScheduler.THREADS)
public class PeriodicScheduler {

    static final String EXECUTOR = "java:global/session-room/periodic";

    /** More than there are tasks, so that a task that waits for the database does not delay another. */
    static final int THREADS = 16;

    private static final Duration LONGEST_FIRST_DELAY = Duration.ofMinutes(1);

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @Inject
    private PeriodicTasks tasks;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "session-room-timer");
        thread.setDaemon(true);
        return thread;
    });

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /**
     * Repeats work until it is stopped. Runs of one task never overlap. The first run comes after one interval, or after a
     * minute if that is earlier.
     *
     * @param name for the health check and the log, lower case with hyphens
     * @param every between the starts of two runs; if a run is still active when the next is due, that one is skipped
     * @param work may throw; the exception is logged once until a run succeeds
     */
    public Repetition repeat(String name, Duration every, Runnable work) {
        return new Repetition(name, every, work);
    }

    /** A task that is being repeated. */
    public final class Repetition {

        private final Duration every;
        private final PeriodicTask task;
        private Future<?> ticks;
        private Future<?> run;
        private boolean stopped;

        private Repetition(String name, Duration every, Runnable work) {
            this.every = every;
            task = new PeriodicTask(name, every, work, this::schedule, System.nanoTime());
            schedule();
            tasks.add(task);
        }

        private synchronized void schedule() {
            if (stopped) {
                return;
            }
            if (ticks != null) {
                ticks.cancel(false);
            }
            Duration first = every.compareTo(LONGEST_FIRST_DELAY) < 0 ? every : LONGEST_FIRST_DELAY;
            ticks = timer.scheduleWithFixedDelay(this::tick, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void tick() {
            if (stopped || run != null && !run.isDone()) {
                return;
            }
            try {
                run = executor.submit(this::run);
            } catch (RejectedExecutionException | IllegalStateException notNow) {
                // The container starts, stops or is suspended; the next tick tries again.
                run = null;
            }
        }

        private void run() {
            long failedBefore = task.failures();
            task.run(System.nanoTime()).ifPresent(failure -> {
                if (DatabaseTrouble.in(failure).isEmpty() && failedBefore == 0) {
                    LOG.periodicTaskFailed(BareTrace.of(failure), task.name());
                }
            });
            if (failedBefore > 0 && task.failures() == 0) {
                LOG.periodicTaskRunsAgain(task.name(), failedBefore);
            }
            tasks.restartLost(System.nanoTime()).forEach(lost -> LOG.periodicTaskRestarted(lost.name()));
        }

        /** Prevents further runs. */
        public synchronized void stop() {
            stopped = true;
            tasks.remove(task);
            ticks.cancel(false);
        }
    }
}
