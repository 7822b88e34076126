package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;

/** An idle node uses almost no processor time: none of its threads is in a busy loop. */
@ExtendWith(RunningRoom.class)
class IdleNodeIT {

    private static final Duration WATCHED = Duration.ofSeconds(2);

    @Test
    void aNodeInWhichNothingHappensUsesLittleOfTheProcessor(Room room) {
        List<ProcessHandle> nodes = nodes();
        assertFalse(nodes.isEmpty());
        // Work of earlier tests may still be running.
        Eventually.holds(
                "quiet nodes", Duration.ofSeconds(60), () -> nodes.stream().allMatch(IdleNodeIT::isQuiet));
    }

    /** The server and the other Java processes that were started for it. */
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
