package org.sessionroom.provider;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.sessionroom.provider.inbound.Deliveries;

/**
 * Runs short tasks on the container's threads, with few works at a time. WildFly's work manager blocks the caller that submits a work
 * while all its threads are busy; if those were works of ours that submit more, they would wait for each other for
 * ever. A rejected work is submitted again a little later, and no task is refused: the JDK's HTTP client stops
 * working altogether when its executor refuses a task.
 */
final class WorkExecutor implements Executor {

    /** Maximum concurrent works, well below the fifty of WildFly's work manager. */
    static final int WORKS = 16;

    /** Maximum tasks of one work, so that it stays short. */
    static final int TASKS = 64;

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger works = new AtomicInteger();
    private final WorkManager manager;
    private final Deliveries.Later later;

    WorkExecutor(WorkManager manager, Deliveries.Later later) {
        this.manager = manager;
        this.later = later;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        start();
    }

    private void start() {
        if (waiting.isEmpty() || works.getAndUpdate(now -> Math.min(WORKS, now + 1)) == WORKS) {
            return;
        }
        try {
            manager.scheduleWork(new Tasks());
        } catch (WorkException | RejectedExecutionException e) {
            works.decrementAndGet();
            later.after(AGAIN, this::start);
        }
    }

    private final class Tasks implements Work {

        @Override
        public void run() {
            try {
                Runnable task = waiting.poll();
                for (int i = 1; task != null; i++) {
                    task.run();
                    task = i < TASKS ? waiting.poll() : null;
                }
            } finally {
                works.decrementAndGet();
                start();
            }
        }

        /** Does nothing, because the work ends by itself. */
        @Override
        public void release() {}
    }
}
