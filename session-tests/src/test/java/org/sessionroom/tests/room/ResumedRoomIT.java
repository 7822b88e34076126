package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.tests.driver.Changes.moved;
import static org.sessionroom.tests.driver.Changes.placed;
import static org.sessionroom.tests.driver.Changes.removed;
import static org.sessionroom.tests.driver.Changes.turned;
import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Who comes back to the room, through the same page or another one. */
@ExtendWith(RunningRoom.class)
class ResumedRoomIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    @Test
    void whoeverComesInAnewTakesTheirSeatOver() {
        Opened opened = therapist.opens();
        try (RoomSocketClient first = therapist.enters(opened)) {
            first.await("welcome");
            try (RoomSocketClient second = therapist.enters(opened)) {
                assertEquals(4001, first.closeCode());
                second.changed(placed(UUID.randomUUID(), "Mãe"));
            }
        }
    }

    /** Otherwise the other's page would treat them as gone, and end a call that is only looking for a new path. */
    @Test
    void whoTakesTheirSeatOverIsNeverToldToBeAway() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.desk().heard();
            RoomSocketClient before = pair.client();
            for (int i = 0; i < 5; i++) {
                RoomSocketClient again = pair.guest().enters(pair.opened());
                assertEquals(4001, before.closeCode());
                before = again;
            }
            List<String> states = new ArrayList<>();
            for (JsonObject presence : pair.desk().heard("presence")) {
                presence.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                        .filter(person -> person.getString("role").equals("CLIENT"))
                        .map(person -> person.getString("state"))
                        .forEach(states::add);
            }
            before.close();
            assertEquals(Set.of("PRESENT"), Set.copyOf(states), states::toString);
        }
    }

    @Test
    void whoComesBackGetsExactlyWhatTheyMissed() {
        Opened opened = therapist.opens();
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.changed(placed(figure, "Mãe"));
            line.changed(moved(figure, 1, 1));
            line.changed(turned(figure, 90));
            line.changed(moved(figure, 2, 2));
        }
        try (RoomSocketClient back = therapist.enters(opened)) {
            back.resume(2);
            List<Integer> missing = back.await("changes").getJsonArray("changes").stream()
                    .map(change -> change.asJsonObject().getInt("seq"))
                    .toList();
            assertEquals(List.of(3, 4), missing);
            back.resume(4);
            assertEquals(JsonValue.EMPTY_JSON_ARRAY, back.await("changes").getJsonArray("changes"));
            back.resume(99);
            assertEquals(4, back.await("snapshot").getInt("seq"));
        }
    }

    @Test
    void aFullFieldTakesNoMoreFiguresAndWhoIsFarBehindGetsItWhole() {
        Opened opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            assertEquals("done", line.command("START"));
            UUID first = UUID.randomUUID();
            line.changed(placed(first, "1"));
            IntStream.range(1, 500).forEach(i -> changedInTime(line, placed(UUID.randomUUID(), "" + i, i, -i)));
            JsonObject oneMore = answerInTime(line, placed(UUID.randomUUID(), "one more"));
            assertEquals("FIELD_FULL", oneMore.getString("code"));

            changedInTime(line, moved(first, 7, 7));
            line.resume(1);
            List<Long> missing = line.await("changes").getJsonArray("changes").stream()
                    .map(change -> change.asJsonObject().getJsonNumber("seq").longValue())
                    .toList();
            assertEquals(LongStream.rangeClosed(2, 501).boxed().toList(), missing, "500 behind");

            changedInTime(line, removed(first));
            line.resume(1);
            JsonObject snapshot = line.await(is("snapshot").or(is("changes")));
            assertEquals("snapshot", snapshot.getString("type"), "501 behind");
            assertEquals(499, snapshot.getJsonArray("figures").size());

            // The analysis reads the journal in pages.
            Api api = Api.of(room).with(therapist.pass(opened.session()).token());
            JsonObject analysis = api.get("/sessions/" + opened.session() + "/analysis")
                    .expect(200)
                    .object();
            assertEquals(
                    502,
                    analysis.getJsonObject("field").getJsonObject("changes").getInt("THERAPIST"));
        }
    }

    private static void changedInTime(RoomSocketClient line, JsonObject change) {
        assertEquals("changed", answerInTime(line, change).getString("type"));
    }

    /** As the page does: a change that was rejected as too fast is sent again, unchanged. */
    private static JsonObject answerInTime(RoomSocketClient line, JsonObject change) {
        UUID changeId = line.change(change);
        JsonObject answer = line.await(has("changeId", changeId));
        while (answer.getString("code", "").equals("TOO_FAST")) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            line.send(Changes.frame(changeId, change));
            answer = line.await(has("changeId", changeId));
        }
        return answer;
    }
}
