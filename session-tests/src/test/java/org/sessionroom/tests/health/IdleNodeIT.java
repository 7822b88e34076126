package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;

/** A node as it stands when nothing happens: no thread is in a busy loop, and the server knows all of its settings. */
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

    /** A setting that the server does not know has no effect, although our scripts say it has. */
    @Test
    void theServerKnowsEachOfItsSettings(Room room) throws IOException {
        Path log =
                RunningRoom.FOLDER.resolve("shared-" + ProcessHandle.current().pid() + "/session-1/log/server.log");
        List<String> lines = Files.readAllLines(log);
        assertTrue(lines.stream().anyMatch(line -> line.contains("WFLYSRV0010")), "the archive was deployed");
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line ->
                                line.matches("\\S+ (ERROR|WARN|FATAL) .* (WFLY|ISPN|JGRP|ELY|MSC|UT)[A-Z]*\\d+: .*"))
                        .filter(line -> line.matches("(?i).*(unrecogni[sz]ed|unknown|deprecated|ignor).*"))
                        .toList());
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
