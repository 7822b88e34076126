package org.sessionroom.provider;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.sessionroom.provider.inbound.Deliveries;

/**
 * Runs short tasks on the container's threads. A task that the container rejects is handed to it again a little later and
 * never refused: the JDK's HTTP client ends altogether when its executor does that.
 */
final class WorkExecutor implements Executor {

    private static final Duration AGAIN = Duration.ofMillis(50);

    private final WorkManager manager;
    private final Deliveries.Later later;

    WorkExecutor(WorkManager manager, Deliveries.Later later) {
        this.manager = manager;
        this.later = later;
    }

    @Override
    public void execute(Runnable task) {
        try {
            manager.scheduleWork(new Short(task));
        } catch (WorkException e) {
            later.after(AGAIN, () -> execute(task));
        }
    }

    private record Short(Runnable task) implements Work {

        @Override
        public void run() {
            task.run();
        }

        /** It ends by itself. */
        @Override
        public void release() {}
    }
}
