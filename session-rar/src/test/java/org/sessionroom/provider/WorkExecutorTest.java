package org.sessionroom.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkExecutorTest {

    private final Deque<Work> works = new ArrayDeque<>();
    private final Deque<Runnable> delayed = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private boolean rejecting;

    private final WorkManager manager = (WorkManager) Proxy.newProxyInstance(
            WorkExecutorTest.class.getClassLoader(), new Class<?>[] {WorkManager.class}, (proxy, method, arguments) -> {
                if (rejecting) {
                    throw new WorkRejectedException();
                }
                works.add((Work) arguments[0]);
                return null;
            });

    private final WorkExecutor executor = new WorkExecutor(manager, (delay, task) -> delayed.add(task));

    private void hand(int tasks) {
        for (int i = 0; i < tasks; i++) {
            int number = i;
            executor.execute(() -> done.add(number));
        }
    }

    private void work() {
        while (!works.isEmpty()) {
            works.remove().run();
        }
    }

    @Test
    void fewWorksDoManyTasksAndEachIsShort() {
        hand(1000);
        assertEquals(WorkExecutor.WORKS, works.size());
        works.remove().run();
        assertEquals(WorkExecutor.TASKS, done.size());
        assertEquals(WorkExecutor.WORKS, works.size());
        work();
        assertEquals(1000, done.size());
        hand(1);
        assertEquals(1, works.size());
    }

    @Test
    void aRejectedWorkIsAskedForAgain() {
        rejecting = true;
        hand(2);
        rejecting = false;
        delayed.remove().run();
        work();
        assertEquals(List.of(0, 1), done);
    }

    @Test
    void aTaskThatFailsTakesNoOtherWithIt() {
        executor.execute(() -> {
            throw new IllegalStateException();
        });
        hand(1);
        Work first = works.remove();
        assertThrows(IllegalStateException.class, first::run);
        work();
        assertEquals(List.of(0), done);
    }
}
