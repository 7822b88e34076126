package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/**
 * WildFly is killed (SIGKILL) right after an acknowledgement, every other time with a further change in progress. After the
 * restart every acknowledged change is there, in its order; the change in progress is there once or not at all, and can be sent
 * again with the same id. The test takes several minutes, so it runs in the profile {@code kill}.
 */
@Tag("kill")
class KilledServerIT {

    private static final int KILLS = 20;
    private static final int MOST_CHANGES = 7;

    private static Room room;
    private static Opened opened;
    private static final UUID FIGURE = UUID.randomUUID();

    /** Every acknowledged change so far, by its sequence number. */
    private static final Map<Long, String> ACKNOWLEDGED = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        RoomSettings settings = RoomSettings.ofSystemProperties();
        room = new Room(settings.with(
                RunningRoom.FOLDER.resolve("kill-" + ProcessHandle.current().pid()), Ports.free(1)));
        room.start();
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            keep(line.changed(Changes.placed(FIGURE, "Mãe")));
        }
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static void keep(JsonObject changed) {
        ACKNOWLEDGED.put(changed.getJsonNumber("seq").longValue(), changed.getString("changeId"));
    }

    @RepeatedTest(KILLS)
    void nothingAcknowledgedIsLost(RepetitionInfo round) {
        boolean oneUnderWay = round.getCurrentRepetition() % 2 == 0;
        Optional<UUID> underWay = Optional.empty();
        try (RoomSocketClient line = Therapist.loggedIn(room, DemoPerson.PAULO).enters(opened)) {
            for (int i = 0; i <= round.getCurrentRepetition() % MOST_CHANGES; i++) {
                keep(line.changed(Changes.moved(FIGURE, round.getCurrentRepetition(), i)));
            }
            if (oneUnderWay) {
                underWay = Optional.of(line.change(Changes.moved(FIGURE, 0, 0)));
            }
            killed(room.nodes().get(0));
        }

        WildFly wildfly = room.nodes().get(0);
        wildfly.start();
        wildfly.awaitReady();

        Map<Long, String> stored = journal();
        ACKNOWLEDGED.forEach((seq, changeId) -> assertEquals(changeId, stored.get(seq), "change " + seq));
        assertTrue(stored.size() <= ACKNOWLEDGED.size() + (oneUnderWay ? 1 : 0), stored::toString);
        underWay.ifPresent(KilledServerIT::isSentAgain);
        assertEquals(ACKNOWLEDGED, journal());
        assertEquals(ACKNOWLEDGED.size(), new Records(room.database().dataSource()).changes(opened.session()));
    }

    private static void killed(WildFly wildfly) {
        wildfly.process().destroyForcibly();
        wildfly.process().onExit().join();
    }

    private static void isSentAgain(UUID changeId) {
        try (RoomSocketClient line = Therapist.loggedIn(room, DemoPerson.PAULO).enters(opened)) {
            line.send(Changes.frame(changeId, Changes.moved(FIGURE, 0, 0)));
            keep(line.acknowledged(changeId));
        }
    }

    private static Map<Long, String> journal() {
        var journal = new LinkedHashMap<Long, String>();
        Api.of(room)
                .as(DemoPerson.PAULO.userName())
                .get("/sessions/" + opened.session() + "/field/journal")
                .expect(200)
                .object()
                .getJsonArray("changes")
                .getValuesAs(JsonObject.class)
                .forEach(change -> journal.put(change.getJsonNumber("seq").longValue(), change.getString("changeId")));
        return journal;
    }
}
