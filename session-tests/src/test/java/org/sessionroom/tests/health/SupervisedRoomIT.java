package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.RestartPolicy;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.Supervision;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The launcher restarts each program of the room that ends; only a program that fails repeatedly ends the room. */
@Tag("kill")
class SupervisedRoomIT {

    private static final int RESTARTS = 2;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void whatEndsIsStartedAgainWithItsDataUntilItEndsTooOften() throws Exception {
        var settings = RoomSettings.ofSystemProperties()
                .with(
                        RunningRoom.FOLDER.resolve(
                                "supervised-" + ProcessHandle.current().pid()),
                        Ports.free(1));
        try (Room room = new Room(settings)) {
            room.start();
            var supervision = Supervision.over(
                    room, () -> new RestartPolicy(RESTARTS, Duration.ofHours(1)), InstantSource.system(), said::add);
            Opened opened = Therapist.loggedIn(room, DemoPerson.PAULO).opens();
            changes(room, opened);

            room.database().process().destroyForcibly();
            isSaid("PostgreSQL runs again.", 1);
            Eventually.holds("ready", () -> room.nodes().get(0).isReady());
            changes(room, opened);
            assertEquals(2, new Records(room.database().dataSource()).changes(opened.session()));

            long first = room.nodes().get(0).process().pid();
            room.nodes().get(0).process().destroyForcibly();
            isSaid("WildFly session-1 runs again.", 1);
            assertTrue(room.nodes().get(0).isReady());
            assertFalse(room.nodes().get(0).process().pid() == first);
            assertTrue(Files.exists(settings.folder().resolve("logs/session-1-before.log")));
            changes(room, opened);
            assertEquals(3, new Records(room.database().dataSource()).changes(opened.session()));

            for (int i = 1; i <= RESTARTS; i++) {
                assertFalse(supervision.limit().isDone());
                room.database().process().destroyForcibly();
                if (i < RESTARTS) {
                    isSaid("PostgreSQL runs again.", i + 1);
                }
            }
            String reason = supervision.limit().get(60, TimeUnit.SECONDS);
            assertTrue(reason.contains("PostgreSQL") && reason.contains("postgresql.log"), reason);
            assertTrue(reason.contains("2 restarts within 60 minutes"), reason);
        }
    }

    private static void changes(Room room, Opened opened) {
        try (RoomSocketClient line = Therapist.loggedIn(room, DemoPerson.PAULO).enters(opened)) {
            line.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
        }
    }

    private void isSaid(String sentence, int times) {
        Eventually.holds(
                sentence,
                Duration.ofMinutes(3),
                () -> said.stream().filter(sentence::equals).count() == times);
    }
}
