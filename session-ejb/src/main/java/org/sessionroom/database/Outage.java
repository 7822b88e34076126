package org.sessionroom.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Stores the result of an external operation, even if the database is unavailable at the moment. */
public final class Outage {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Outage() {}

    /**
     * Repeats a step until it succeeds.
     *
     * @param patience after which its failure is thrown
     * @throws RuntimeException the step's own, if the outage lasted longer
     */
    public static void outlast(Duration patience, Runnable step) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < patience.toNanos()) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                // A failure at the commit is wrapped in the container's exception.
                if (DatabaseTrouble.in(e).isEmpty()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        step.run();
    }
}
