package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** Browsers' reports on the call: stored per minute, and published as metrics for the operator. */
@ExtendWith(RunningRoom.class)
class CallQualityIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static JsonObject sample(double roundTrip) {
        return Json.createObjectBuilder()
                .add("roundTrip", roundTrip)
                .add("loss", 0.02)
                .add("jitter", 7)
                .add("received", 1200)
                .add("sent", 900)
                .add("frames", 30)
                .add("freezes", 1)
                .add("relay", false)
                .add("address", "192.0.2.1")
                .build();
    }

    private static JsonObject report(List<JsonObject> samples) {
        return Json.createObjectBuilder()
                .add("type", "quality")
                .add("samples", Json.createArrayBuilder(samples))
                .build();
    }

    private static JsonArray kept(Pair pair) {
        return pair.deskApi().get(pair.path("/quality")).expect(200).array();
    }

    @Test
    void aMinuteIsKeptForEachOfTheTwo() {
        try (Pair pair = Pair.calling(therapist)) {
            Instant before = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            pair.client().send(report(List.of(sample(10), sample(30), sample(20))));
            pair.client().heard();
            pair.desk().send(report(List.of(sample(50))));
            pair.desk().heard();
            List<JsonObject> minutes = kept(pair).getValuesAs(JsonObject.class);
            assertEquals(2, minutes.size());
            JsonObject client = minutes.stream()
                    .filter(minute -> minute.getString("role").equals("CLIENT"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(20, client.getJsonObject("roundTrip").getInt("p50"));
            assertEquals(30, client.getJsonObject("roundTrip").getInt("p95"));
            assertEquals(30, client.getJsonObject("frames").getInt("p5"));
            assertEquals(3, client.getInt("freezes"));
            assertEquals(3, client.getInt("samples"));
            assertFalse(Instant.parse(client.getString("minute")).isBefore(before));
        }
    }

    @Test
    void operationsSeeItAndNobodyElseDoesNorAnyAddress() {
        try (Pair pair = Pair.calling(therapist)) {
            pair.client().send(report(List.of(sample(10))));
            pair.client().heard();
            String path = pair.path("/quality");
            assertEquals(
                    kept(pair), Api.of(room).as("aline").get(path).expect(200).array());
            assertEquals(403, pair.clientApi().get(path).status());
            assertEquals(403, Api.of(room).asScheduling().get(path).status());
            Api.of(room).as("helena").get(path).expectProblem(403, "NOT_YOURS");
            assertEquals(List.of(), new Records(room.database().dataSource()).columnsThatShow("192.0.2.1"));
        }
    }

    @Test
    void whatComesTooOftenIsPassedOver() {
        try (Pair pair = Pair.calling(therapist)) {
            for (int i = 0; i < 20; i++) {
                pair.client().send(report(List.of(sample(10))));
            }
            pair.client().heard();
            int samples = kept(pair).getValuesAs(JsonObject.class).stream()
                    .mapToInt(minute -> minute.getInt("samples"))
                    .sum();
            assertTrue(samples >= 1 && samples < 10, "kept " + samples);
        }
    }

    @Test
    void withoutACallThereIsNothingToReport() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.client().send(report(List.of(sample(10))));
            pair.client().heard();
            assertEquals(JsonValue.EMPTY_JSON_ARRAY, kept(pair));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"quality\"}",
                "{\"type\":\"quality\",\"samples\":[]}",
                "{\"type\":\"quality\",\"samples\":[7]}",
                "{\"type\":\"quality\",\"samples\":[{\"roundTrip\":\"fast\",\"relay\":true}]}",
                "{\"type\":\"quality\",\"samples\":[{\"roundTrip\":1}]}",
            })
    void aReportOutOfShapeEndsTheConnection(String text) {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.client().sendText(text);
            assertEquals(1007, pair.client().closeCode());
        }
    }

    @Test
    void sevenSamplesAreTooMany() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.client().send(report(Collections.nCopies(7, sample(1))));
            assertEquals(1007, pair.client().closeCode());
        }
    }

    @Test
    void whoWatchesOverTheServerSeesHowCallsAre() {
        String counter = "session_room_call_samples_total\\{.*path=\"direct\".*\\}";
        var management = new Management(room);
        double before = management.metric(counter);
        try (Pair pair = Pair.calling(therapist)) {
            pair.client().send(report(List.of(sample(10), sample(30))));
            pair.client().heard();
        }
        Eventually.holds("count of both samples", () -> management.metric(counter) >= before + 2);
        assertTrue(management.metric("session_room_call_round_trip_seconds_count(?:\\{.*\\})?") >= 2);
        assertTrue(management.metric("session_room_call_loss_count(?:\\{.*\\})?") >= 2);
    }
}
