package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;

/** A node in which nothing happens leaves the processor to others: no thread of it goes round and round. */
@ExtendWith(RunningRoom.class)
class IdleNodeIT {

    private static final Duration WATCHED = Duration.ofSeconds(2);

    @Test
    void aNodeInWhichNothingHappensUsesLittleOfTheProcessor(Room room) {
        List<ProcessHandle> nodes = nodes();
        assertFalse(nodes.isEmpty());
        // What tests before this one began may still be going on.
        Eventually.holds(
                "quiet nodes", Duration.ofSeconds(60), () -> nodes.stream().allMatch(IdleNodeIT::isQuiet));
    }

    /** The server and what else was started for it in Java. */
    private static List<ProcessHandle> nodes() {
        String mark = "shared-" + ProcessHandle.current().pid() + " ";
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(mark))
                        .isPresent())
                .toList();
    }

    private static boolean isQuiet(ProcessHandle node) {
        Duration before = processorTime(node);
        LockSupport.parkNanos(WATCHED.toNanos());
        return processorTime(node).minus(before).multipliedBy(3).compareTo(WATCHED) < 0;
    }

    private static Duration processorTime(ProcessHandle node) {
        return node.info().totalCpuDuration().orElseThrow();
    }
}
