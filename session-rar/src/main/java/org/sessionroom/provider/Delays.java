package org.sessionroom.provider;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Starts short tasks after a delay, on one thread of its own. It measures elapsed time. The container's timer
 * ({@code BootstrapContext.createTimer()}) is a {@code java.util.Timer}, which waits for a time of day: with a clock set back
 * by three hours it starts nothing for three hours, and one task that throws ends it permanently.
 */
final class Delays implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "session-provider-delays");
        thread.setDaemon(true);
        return thread;
    });

    Delays() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** After closing, tasks are silently ignored. */
    void after(Duration delay, Runnable task) {
        try {
            executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The adapter is stopping, so the task is not needed any more.
        }
    }

    /** Repeats a task until closed, even after a run that threw. */
    void every(Duration interval, Runnable task) {
        after(interval, () -> {
            every(interval, task);
            task.run();
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
