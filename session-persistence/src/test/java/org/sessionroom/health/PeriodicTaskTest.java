package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    /** Three intervals of five seconds, plus a minute. */
    private static final long PATIENCE = Duration.ofSeconds(75).toNanos();

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private Runnable work = runs::incrementAndGet;
    private final PeriodicTask task =
            new PeriodicTask("example", Duration.ofSeconds(5), () -> work.run(), restarts::incrementAndGet, 0);

    @Test
    void aNewTaskHasTimeForItsFirstRun() {
        assertFalse(task.isLate(PATIENCE));
        assertTrue(task.isLate(PATIENCE + 1));
    }

    @Test
    void aFailureIsReportedAndTheNextSuccessClearsIt() {
        Error full = new OutOfMemoryError("example");
        work = () -> {
            throw full;
        };
        assertEquals(Optional.of(full), task.run(1));
        task.run(2);
        assertEquals(2, task.failures());
        assertEquals("failing (2 runs)", task.state(3));
        work = runs::incrementAndGet;
        assertEquals(Optional.empty(), task.run(4));
        assertEquals("ok", task.state(5));
    }

    @Test
    void aLostTaskIsRestartedOnceInItsPatienceAndStaysLateUntilItRuns() {
        long late = PATIENCE + 1;
        assertTrue(task.restartIfLost(late));
        assertFalse(task.restartIfLost(late + 1));
        assertTrue(task.isLate(late + 1));
        assertTrue(task.restartIfLost(2 * late));
        assertEquals(2, restarts.get());
        task.run(2 * late);
        assertFalse(task.isLate(2 * late));
        assertFalse(task.restartIfLost(2 * late));
    }

    @Test
    void aRunThatHangsIsLateAndNotRunASecondTimeBesideItself() {
        work = () -> {
            assertTrue(task.isLate(PATIENCE + 1));
            assertEquals("late (75 s)", task.state(PATIENCE + 1));
            assertFalse(task.restartIfLost(PATIENCE + 1));
            runs.incrementAndGet();
        };
        assertEquals(Optional.empty(), task.run(0));
        assertEquals(1, runs.get());
    }

    @Test
    void theHealthCheckNamesEveryTask() {
        PeriodicTasks tasks = new PeriodicTasks();
        tasks.add(task);
        assertEquals(Map.of("example", "ok"), tasks.states(0));
        assertTrue(tasks.allInTime(0));
        assertFalse(tasks.allInTime(PATIENCE + 1));
        assertEquals(List.of(task), tasks.restartLost(PATIENCE + 1));
        tasks.remove(task);
        assertEquals(Map.of(), tasks.states(0));
    }
}
