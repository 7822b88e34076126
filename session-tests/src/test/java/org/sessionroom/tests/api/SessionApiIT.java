package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.api.SomeAppointment.booking;
import static org.sessionroom.tests.api.SomeAppointment.somePath;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.consent.Purpose;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Sessions in the API, as the systems of the hospital use it and as an attacker would. */
@ExtendWith(RunningRoom.class)
class SessionApiIT {

    private static Room room;
    private static Therapist paulo;
    private static Api scheduling;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        scheduling = Api.of(room).asScheduling();
    }

    @Test
    void anotherTherapistsSessionStaysShut() {
        Opened opened = paulo.opens();
        String session = "/sessions/" + opened.session();
        Api helena = Api.of(room).as("helena");
        helena.get(session).expectProblem(403, "NOT_YOURS");
        helena.get(session + "/field").expectProblem(403, "NOT_YOURS");
        helena.get(session + "/field/journal").expectProblem(403, "NOT_YOURS");
        helena.post(session + "/transitions", "{\"transition\":\"START\"}").expectProblem(403, "NOT_YOURS");
        helena.put("/appointments/" + opened.booking().externalId(), booking().json())
                .expectProblem(403, "NOT_YOURS");
        helena.delete("/appointments/" + opened.booking().externalId()).expectProblem(403, "NOT_YOURS");
    }

    @Test
    void whatIsForTherapistsIsShutToGuests() {
        Opened opened = paulo.opens();
        Api guest = Api.of(room)
                .with(new Client(room)
                        .joins(opened.link())
                        .pass(opened.session())
                        .token());
        assertEquals(403, guest.get("/sessions").status());
        assertEquals(403, guest.put(somePath(), booking().json()).status());
        assertEquals(
                403,
                guest.delete("/appointments/" + opened.booking().externalId()).status());
        guest.post("/sessions/" + opened.session() + "/transitions", "{\"transition\":\"START\"}")
                .expectProblem(403, "NOT_ALLOWED");
    }

    @Test
    void theSchedulingSystemSeesNoField() {
        Opened opened = paulo.opens();
        scheduling.get("/sessions/" + opened.session()).expect(200);
        assertEquals(
                403, scheduling.get("/sessions/" + opened.session() + "/field").status());
        assertEquals(
                403,
                scheduling
                        .get("/sessions/" + opened.session() + "/field/journal")
                        .status());
        assertEquals(403, scheduling.get("/sessions").status());
    }

    @Test
    void whatIsNoSessionIsNotFound() {
        Api therapist = Api.of(room).as("paulo");
        therapist.get("/sessions/" + UUID.randomUUID()).expectProblem(404, "NOT_FOUND");
        therapist.get("/sessions/not-an-id").expectProblem(404, "NOT_FOUND");
        assertEquals(404, therapist.get("/nowhere").status());
    }

    @Test
    void consentIsGivenToTheCurrentTextAndTakenBackToAny() {
        try (Pair pair = Pair.waiting(paulo)) {
            String path = pair.path("/consents");
            assertEquals(
                    JsonValue.EMPTY_JSON_ARRAY,
                    pair.deskApi().get(path).expect(200).array());
            pair.clientApi()
                    .post(path, Pair.decision("VIDEO_CALL", "GIVEN", "0", "pt-BR"))
                    .expectProblem(409, "CONSENT_OUTDATED");
            var kept = pair.clientApi()
                    .post(path, Pair.decision("VIDEO_CALL", "GIVEN", Purpose.VIDEO_CALL.textVersion(), "en"))
                    .expect(201);
            assertEquals("no-store", kept.header("Cache-Control").orElse(""));
            pair.clientApi()
                    .post(path, Pair.decision("VIDEO_CALL", "WITHDRAWN", "0", "pt-BR"))
                    .expect(201);
            pair.deskApi()
                    .post(path, Pair.decision("TRANSCRIPTION", "REFUSED", Purpose.TRANSCRIPTION.textVersion(), "pt-BR"))
                    .expect(201);
            List<JsonObject> decisions =
                    pair.deskApi().get(path).expect(200).array().getValuesAs(JsonObject.class);
            assertEquals(
                    kept.object(),
                    pair.clientApi().get(path).expect(200).array().getJsonObject(0));
            assertFalse(decisions.get(0).getBoolean("own"));
            assertTrue(decisions.get(2).getBoolean("own"));
            assertEquals(
                    List.of(
                            "CLIENT VIDEO_CALL GIVEN " + Purpose.VIDEO_CALL.textVersion() + " en",
                            "CLIENT VIDEO_CALL WITHDRAWN 0 pt-BR",
                            "THERAPIST TRANSCRIPTION REFUSED " + Purpose.TRANSCRIPTION.textVersion() + " pt-BR"),
                    decisions.stream()
                            .map(decision -> String.join(
                                    " ",
                                    decision.getString("role"),
                                    decision.getString("purpose"),
                                    decision.getString("decision"),
                                    decision.getString("textVersion"),
                                    decision.getString("language")))
                            .toList());
            Instant.parse(decisions.get(0).getString("at"));
        }
    }

    @Test
    void aDecisionThatDidNotChangeIsKeptOnce() {
        try (Pair pair = Pair.waiting(paulo)) {
            String path = pair.path("/consents");
            pair.decides(pair.clientApi(), "VIDEO_CALL", "GIVEN").expect(201);
            pair.decides(pair.clientApi(), "TRANSCRIPTION", "REFUSED").expect(201);
            var first = pair.clientApi().get(path).expect(200).array();
            for (int entries = 0; entries < 3; entries++) {
                var again =
                        pair.decides(pair.clientApi(), "VIDEO_CALL", "GIVEN").expect(200);
                assertEquals(first.get(0), again.object());
                pair.decides(pair.clientApi(), "TRANSCRIPTION", "REFUSED").expect(200);
                pair.decides(pair.clientApi(), "TRANSCRIPTION", "WITHDRAWN").expect(200);
            }
            assertEquals(first, pair.clientApi().get(path).expect(200).array());
            pair.decides(pair.clientApi(), "VIDEO_CALL", "WITHDRAWN").expect(201);
            pair.decides(pair.clientApi(), "VIDEO_CALL", "GIVEN").expect(201);
        }
    }

    /** Every entrance reads all decisions of a session, so somebody who alternates without end would slow it down. */
    @Test
    void whoChangesTheirMindWithoutEndCanTakeBackAndNothingElse() {
        try (Pair pair = Pair.waiting(paulo)) {
            for (int times = 0; times < 100; times++) {
                pair.decides(pair.clientApi(), "VIDEO_CALL", "GIVEN").expect(201);
                pair.decides(pair.clientApi(), "VIDEO_CALL", "WITHDRAWN").expect(201);
            }
            pair.decides(pair.clientApi(), "VIDEO_CALL", "GIVEN").expect(429);
            assertEquals(
                    200,
                    pair.clientApi()
                            .get(pair.path("/consents"))
                            .expect(200)
                            .array()
                            .size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SINGING,GIVEN,1,pt-BR",
        "VIDEO_CALL,MAYBE,1,pt-BR",
        "VIDEO_CALL,GIVEN,1,fr",
        "VIDEO_CALL,REFUSED,'',pt-BR",
        "VIDEO_CALL,REFUSED,a version much too long,pt-BR",
    })
    void aDecisionOutOfShapeIsABadRequest(String purpose, String decision, String version, String language) {
        Opened opened = paulo.opens();
        Api.of(room)
                .as("paulo")
                .post(
                        "/sessions/" + opened.session() + "/consents",
                        Pair.decision(purpose, decision, version, language))
                .expectProblem(400, "INVALID");
    }

    @Test
    void nobodyDecidesForAnother() {
        try (Pair pair = Pair.waiting(paulo);
                Pair other = Pair.waiting(paulo)) {
            String path = pair.path("/consents");
            String given = Pair.decision("VIDEO_CALL", "GIVEN", Purpose.VIDEO_CALL.textVersion(), "pt-BR");
            for (Api stranger :
                    List.of(other.clientApi(), other.deskApi(), Api.of(room).as("helena"))) {
                stranger.post(path, given).expectProblem(403, "NOT_YOURS");
                stranger.get(path).expectProblem(403, "NOT_YOURS");
            }
            assertEquals(403, scheduling.get(path).status());
            assertEquals(403, scheduling.post(path, given).status());
            assertEquals(
                    JsonValue.EMPTY_JSON_ARRAY,
                    pair.deskApi().get(path).expect(200).array());
        }
    }

    @Test
    void ofTwoWindowsTheSlowerDoesNotWriteOverTheNotes() {
        Opened opened = paulo.opens();
        Api therapist = Api.of(room).with(paulo.pass(opened.session()).token());
        String path = "/sessions/" + opened.session() + "/notes";
        var nothing = therapist.get(path).expect(200);
        assertEquals("\"0\"", nothing.header("ETag").orElse(""));
        assertEquals("no-store", nothing.header("Cache-Control").orElse(""));
        assertEquals("", nothing.object().getString("text"));

        String first = "{\"text\":\"um\\n\\tdois\",\"version\":0}";
        var written = therapist.putIfMatch(path, "\"0\"", first).expect(200);
        assertEquals("\"1\"", written.header("ETag").orElse(""));
        assertEquals(1, written.object().getInt("version"));
        therapist.putIfMatch(path, "\"0\"", "{\"text\":\"outra janela\"}").expectProblem(412, "NOTES_CHANGED");
        assertEquals(
                written.object(),
                therapist.putIfMatch(path, "\"0\"", first).expect(200).object(),
                "said twice");
        therapist.put(path, first).expectProblem(428, "HTTP_428");
        therapist.putIfMatch(path, "*", first).expectProblem(412, "NOTES_CHANGED");
        therapist.putIfMatch(path, "\"1\"", "{}").expectProblem(400, "INVALID");
        therapist
                .putIfMatch(path, "\"1\"", "{\"text\":\"" + "x".repeat(20_001) + "\"}")
                .expectProblem(400, "INVALID");
        assertEquals(written.object(), therapist.get(path).expect(200).object());
        List<String> audited = new Records(room.database().dataSource()).audited(opened.session());
        assertEquals(1, audited.stream().filter("WRITE_NOTES DONE"::equals).count(), audited::toString);
    }

    @Test
    void nobodyButTheTherapistReadsTheNotes() {
        try (Pair pair = Pair.admitted(paulo);
                Pair other = Pair.waiting(paulo)) {
            String path = pair.path("/notes");
            pair.deskApi().putIfMatch(path, "\"0\"", "{\"text\":\"só meu\"}").expect(200);
            for (Api stranger : List.of(other.deskApi(), Api.of(room).as("helena"))) {
                stranger.get(path).expectProblem(403, "NOT_YOURS");
                stranger.putIfMatch(path, "\"1\"", "{\"text\":\"\"}").expectProblem(403, "NOT_YOURS");
            }
            for (Api nobody : List.of(pair.clientApi(), scheduling, Api.of(room).as("aline"))) {
                assertEquals(403, nobody.get(path).status());
                assertEquals(
                        403, nobody.putIfMatch(path, "\"1\"", "{\"text\":\"\"}").status());
            }
        }
    }

    @Test
    void whoHasNoTurnServerIsToldSo() {
        try (Pair pair = Pair.waiting(paulo)) {
            JsonObject ice = pair.clientApi().get(pair.path("/ice")).expect(200).object();
            assertEquals(JsonValue.EMPTY_JSON_ARRAY, ice.getJsonArray("iceServers"));
            assertEquals(JsonValue.FALSE, ice.get("relayOnly"));
            assertEquals(JsonValue.NULL, ice.get("expiresAt"));
        }
    }

    @Test
    void aSessionIsMovedAlongAndCancelledOnlyWithAReason() {
        Opened opened = paulo.opens();
        Api therapist = Api.of(room).as("paulo");
        String transitions = "/sessions/" + opened.session() + "/transitions";
        for (String step : List.of("START", "PAUSE", "RESUME", "COMPLETE")) {
            therapist.post(transitions, "{\"transition\":\"" + step + "\"}").expect(200);
        }
        therapist.post(transitions, "{\"transition\":\"START\"}").expectProblem(409, "WRONG_STATE");
        therapist.post(transitions, "{\"transition\":\"CANCEL\"}").expectProblem(400, "REASON_NEEDED");
        therapist
                .post(transitions, "{\"transition\":\"CANCEL\",\"reason\":\"booked by mistake\"}")
                .expect(200);
        therapist.post(transitions, "{\"transition\":\"FLY\"}").expectProblem(400, "INVALID");
        assertEquals(
                "CANCELLED",
                therapist
                        .get("/sessions/" + opened.session())
                        .expect(200)
                        .object()
                        .getString("status"));
    }

    @Test
    void theStepsOfASessionAreToldInOrderAndWithoutReasons() {
        Opened opened = paulo.opens();
        Api therapist = Api.of(room).as("paulo");
        String transitions = "/sessions/" + opened.session() + "/transitions";
        assertEquals(0, therapist.get(transitions).expect(200).array().size());
        for (String step : List.of("START", "PAUSE", "RESUME")) {
            therapist.post(transitions, "{\"transition\":\"" + step + "\"}").expect(200);
        }
        therapist
                .post(transitions, "{\"transition\":\"CANCEL\",\"reason\":\"told by nobody\"}")
                .expect(200);
        var answer = therapist.get(transitions).expect(200);
        assertEquals(
                List.of("PENDING-ACTIVE", "ACTIVE-PAUSED", "PAUSED-ACTIVE", "ACTIVE-CANCELLED"),
                answer.array().getValuesAs(JsonObject.class).stream()
                        .map(step -> step.getString("from") + "-" + step.getString("to"))
                        .toList());
        assertFalse(answer.text().contains("told by nobody"));
        Api.of(room).as("helena").get(transitions).expectProblem(403, "NOT_YOURS");
    }
}
