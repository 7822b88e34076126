package org.sessionroom.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The periodic tasks of this node. */
@ApplicationScoped
public class PeriodicTasks {

    private final List<PeriodicTask> tasks = new CopyOnWriteArrayList<>();

    public void add(PeriodicTask task) {
        tasks.add(task);
    }

    public void remove(PeriodicTask task) {
        tasks.remove(task);
    }

    /**
     * Restarts tasks that the scheduler has lost.
     *
     * @return those that were restarted
     */
    public List<PeriodicTask> restartLost(long nanoTime) {
        return tasks.stream().filter(task -> task.restartIfLost(nanoTime)).toList();
    }

    boolean allInTime(long nanoTime) {
        return tasks.stream().noneMatch(task -> task.isLate(nanoTime));
    }

    Map<String, String> states(long nanoTime) {
        return tasks.stream()
                .map(PeriodicTask::name)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> state(name, nanoTime)));
    }

    private String state(String name, long nanoTime) {
        return tasks.stream()
                .filter(task -> task.name().equals(name))
                .map(task -> task.state(nanoTime))
                .collect(Collectors.joining(", "));
    }
}
