package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.StartupException;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.DatabaseOutage;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;

/**
 * A node that stops getting further while it boots is started once more; here it is frozen. One that has booted and only lacks its
 * database is not.
 */
@Tag("kill")
class HungBootIT {

    @Test
    void aNodeThatHangsWhileItBootsIsStartedOnceMore() throws Exception {
        try (Room room =
                new Room(RoomSettings.ofSystemProperties().with(RunningRoom.folder("hung-boot"), Ports.free(1)))) {
            var started = CompletableFuture.runAsync(room::start);
            Eventually.holds(
                    "booting",
                    () -> room.nodes().size() == 1
                            && room.nodes().get(0).log().toFile().length() > 0);
            WildFly node = room.nodes().get(0);
            long frozen = node.process().pid();
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-STOP", Long.toString(frozen))
                            .start()
                            .waitFor());
            started.get(10, TimeUnit.MINUTES);
            assertNotEquals(frozen, node.process().pid());
            assertTrue(node.isReady());
        }
    }

    /** Only a hang is answered by another start; see {@code Room}. */
    @Test
    void aNodeThatLacksItsDatabaseIsNotTakenForOneThatHangs() throws Exception {
        try (Room room =
                new Room(RoomSettings.ofSystemProperties().with(RunningRoom.folder("not-ready"), Ports.free(1)))) {
            room.start();
            WildFly node = room.nodes().get(0);
            DatabaseOutage.REFUSES.during(room.database(), () -> {
                Eventually.holds("not ready", () -> !node.isReady());
                var notReady = assertThrows(StartupException.class, node::awaitReady);
                assertEquals(StartupException.class, notReady.getClass(), notReady.getMessage());
                assertTrue(notReady.getMessage().contains("(not ready: database)"), notReady.getMessage());
            });
            node.awaitReady();
        }
    }
}
