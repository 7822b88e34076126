package org.sessionroom.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LockQueueTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Semaphore inside = new Semaphore(0);

    @AfterEach
    void end() {
        release.countDown();
        threads.shutdownNow();
    }

    private List<CompletableFuture<String>> waiting(LockQueue queue, Object row, int count) {
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> queue.take(row, this::waits), threads));
        }
        inside.acquireUninterruptibly(count);
        return waiting;
    }

    private String waits() {
        inside.release();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "had it";
    }

    @Test
    void ofOneRowOnlySoManyWaitAndOthersAreRefused() {
        var queue = new LockQueue(2, 10, 2, 0, Duration.ofMinutes(1));
        waiting(queue, "held", 2);
        assertThrows(LockQueue.Full.class, () -> queue.take("held", () -> "never"));
    }

    @Test
    void anotherRowIsNotTouchedByIt() {
        var queue = new LockQueue(2, 10, 2, 0, Duration.ofMinutes(1));
        waiting(queue, "held", 2);
        assertEquals("free", queue.take("another", () -> "free"));
    }

    @Test
    void ofAllRowsTogetherOnlySoManyWait() {
        var queue = new LockQueue(2, 3, 2, 0, Duration.ofMinutes(1));
        waiting(queue, "one", 2);
        waiting(queue, "two", 1);
        assertThrows(LockQueue.Full.class, () -> queue.take("three", () -> "never"));
    }

    @Test
    void whoMayWaitHereIsRefusedWhenItTakesTooLong() {
        var queue = new LockQueue(1, 10, 2, 1, Duration.ofMillis(20));
        waiting(queue, "held", 1);
        assertThrows(LockQueue.Full.class, () -> queue.take("held", () -> "never"));
    }

    @Test
    void whoMayWaitHereGetsItsTurn() {
        var queue = new LockQueue(1, 10, 2, 1, Duration.ofMinutes(1));
        List<CompletableFuture<String>> first = waiting(queue, "held", 1);
        var second = CompletableFuture.supplyAsync(() -> queue.take("held", () -> "second"), threads);
        release.countDown();
        assertEquals("had it", first.get(0).join());
        assertEquals("second", second.join());
    }

    @Test
    void ofARowThatTookLongOneAtATimeWaitsUntilItComesQuickly() {
        var queue = new LockQueue(4, 10, 2, 8, Duration.ofMillis(20));
        queue.take("held", () -> {
            LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            return "late";
        });
        var probe = waiting(queue, "held", 1);
        assertThrows(LockQueue.Full.class, () -> queue.take("held", () -> "never"));
        release.countDown();
        probe.get(0).join();
        queue.take("held", () -> "quickly");
        assertEquals("two at a time", queue.take("held", () -> queue.take("held", () -> "two at a time")));
    }

    @Test
    void rowsThatAreHeldLeaveTheShareOfTheOthersAlone() {
        var queue = new LockQueue(4, 1, 2, 0, Duration.ofMillis(20));
        for (String row : List.of("one", "two", "three")) {
            queue.take(row, () -> {
                LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
                return "late";
            });
        }
        waiting(queue, "one", 1);
        waiting(queue, "two", 1);
        assertThrows(LockQueue.Full.class, () -> queue.take("three", () -> "never"));
        assertEquals("at once", queue.take("free", () -> "at once"));
    }

    @Test
    void nothingIsRememberedOfRowsNobodyWaitsFor() {
        var queue = new LockQueue(1, 1, 2, 1, Duration.ofMillis(1));
        waiting(queue, "held", 1);
        assertThrows(LockQueue.Full.class, () -> queue.take("another", () -> "never"));
        assertEquals(1, queue.rows());
        assertThrows(IllegalStateException.class, () -> new LockQueue(1, 1, 2, 1, Duration.ZERO).take("fails", () -> {
            throw new IllegalStateException();
        }));
    }
}
