package org.sessionroom.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Writes down what happened outside, also when the database cannot take it at the moment. */
public final class Outage {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private Outage() {}

    /**
     * Repeats a step until it is stored.
     *
     * @param patience after which its failure is thrown
     * @throws RuntimeException the step's own, when the outage lasted longer
     */
    public static void outlast(Duration patience, Runnable step) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < patience.toNanos()) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                // What fails at the commit comes as the container's exception.
                if (DatabaseTrouble.in(e).isEmpty()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        step.run();
    }
}
