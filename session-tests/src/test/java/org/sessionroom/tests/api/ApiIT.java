package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.consent.Purpose;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The API as the hospital's systems use it, and as an attacker would. */
@ExtendWith(RunningRoom.class)
class ApiIT {

    private static Room room;
    private static Therapist paulo;
    private static Api scheduling;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        scheduling = Api.of(room).asScheduling();
    }

    private static String somePath() {
        return "/appointments/" + UUID.randomUUID();
    }

    private static AppointmentJson booking() {
        return new AppointmentJson(
                "unused", DemoPerson.PAULO, "Bia Souza", "bia@example.org", Instant.parse("2027-03-01T12:00:00Z"));
    }

    private static String with(String key, JsonValue value) {
        return Json.createObjectBuilder(booking().object())
                .add(key, value)
                .build()
                .toString();
    }

    @Test
    void anAppointmentSaidTwiceIsMadeOnce() {
        String path = somePath();
        scheduling.put(path, booking().json()).expect(201);
        scheduling.put(path, booking().json()).expect(200);
        assertEquals(booking().object(), scheduling.get(path).expect(200).object());
    }

    @Test
    void anAppointmentCanBeMoved() {
        String path = somePath();
        scheduling.put(path, booking().json()).expect(201);
        scheduling
                .put(path, with("startsAt", Json.createValue("2027-03-02T09:00:00-03:00")))
                .expect(200);
        assertEquals(
                "2027-03-02T12:00:00Z",
                scheduling.get(path).expect(200).object().getString("startsAt"));
    }

    @Test
    void cancellingTwiceIsCancellingOnce() {
        String path = somePath();
        scheduling.put(path, booking().json()).expect(201);
        scheduling.delete(path).expect(204);
        scheduling.delete(path).expect(204);
        scheduling.delete(somePath()).expectProblem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startsAt | \"tomorrow\"",
                "startsAt | \"2027-03-01T12:00:00\"",
                "startsAt | null",
                "minutes | 9",
                "minutes | 121",
                "minutes | 50.5",
                "minutes | \"50\"",
                "therapist | \"\"",
                "clientName | 7",
                "clientName | true",
                "clientName | \"\"",
                "clientName | \"a\\nb\"",
                "clientEmail | \"not an address\"",
                "clientEmail | \"a@b.example\\r\\nBcc: x@y.example\"",
            })
    void anAppointmentOutOfShapeIsABadRequest(String key, String value) {
        JsonValue json = HttpVisitor.json("{\"v\":" + value + "}").get("v");
        scheduling.put(somePath(), with(key, json)).expectProblem(400, "INVALID");
    }

    /** Each problem names the member of the request and the reason (RFC 9457 §3). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clientEmail | \"a..b@example.org\" | NO_ADDRESS",
                "clientEmail | \"josé@example.org\" | FOREIGN_ADDRESS",
                "clientName | \"Ana\\u202Eanaid\" | UNPRINTABLE",
                "clientName | \"Ana\\u2028Martins\" | UNPRINTABLE",
                "clientName | \"Ana \\ud800\" | UNPRINTABLE",
                "clientName | \"\\u200b\\u00a0\" | MISSING",
                "therapistName | null | MISSING",
                "therapist | \"pau\\u00adlo\" | UNPRINTABLE",
                "minutes | 4294967346 | OUT_OF_RANGE",
                "minutes | 18446744073709551666 | OUT_OF_RANGE",
                "minutes | \"50\" | WRONG_TYPE",
                "startsAt | \"+999999999-12-31T23:59:59Z\" | OUT_OF_RANGE",
                "startsAt | \"-999999999-01-01T00:00:00Z\" | OUT_OF_RANGE",
                "startsAt | null | MISSING",
                "language | \"fr\" | UNKNOWN",
            })
    void aRefusalNamesTheMember(String key, String value, String code) {
        // Replaced as text, because our own JSON library would write half a surrogate pair as a question mark.
        String body = with(key, JsonValue.NULL).replace("\"" + key + "\":null", "\"" + key + "\":" + value);
        JsonObject problem =
                scheduling.put(somePath(), body).expectProblem(400, "INVALID").object();
        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertEquals("#/" + key, error.getString("pointer"));
        assertEquals(code, error.getString("code"));
        assertFalse(error.getString("detail").contains("{"));
    }

    @Test
    void anIdThatCannotBeOneIsNamedAsAPartOfTheAddress() {
        JsonObject problem = scheduling
                .put("/appointments/a%00b", booking().json())
                .expectProblem(400, "INVALID")
                .object();
        JsonObject error = problem.getJsonArray("errors").getJsonObject(0);
        assertEquals("externalId", error.getString("parameter"));
        scheduling.get("/appointments/a%00b").expectProblem(404, "NOT_FOUND");
    }

    @Test
    void whatIsKeptIsAnsweredAndReadTheSame() {
        String path = somePath();
        JsonObject body = Json.createObjectBuilder(booking().object())
                .add("clientName", "\u00a0Bia\u00adna Souza")
                .add("clientEmail", "\"bia maria\"@M\u00fcnchen.Example")
                .build();
        JsonObject kept = scheduling.put(path, body.toString()).expect(201).object();
        assertEquals("Biana Souza", kept.getString("clientName"));
        assertEquals("\"bia maria\"@xn--mnchen-3ya.example", kept.getString("clientEmail"));
        assertTrue(kept.getBoolean("therapistKnown"));
        assertEquals(
                Json.createObjectBuilder(kept).remove("therapistKnown").build(),
                scheduling.get(path).expect(200).object());
        scheduling.put(path, body.toString()).expect(200);
    }

    @Test
    void aTherapistWhoHasNeverLoggedInIsSaidToBeUnknown() {
        String body = with("therapist", Json.createValue("pualo"));
        assertFalse(scheduling.put(somePath(), body).expect(201).object().getBoolean("therapistKnown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"minutes\":\"many\"}", "{\"startsAt\":{}}"})
    void whatIsNoAppointmentIsABadRequest(String body) {
        var answer = scheduling.put(somePath(), body).expect(400);
        assertTrue(answer.header("Content-Type").orElse("").startsWith("application/problem+json"), answer::text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":5}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"text\":\"a\"}x",
                "{\"text\":\"a\"}{}"
            })
    void whatIsNoTextOrIsSaidTwiceCorrectsNothing(String body) {
        String session = paulo.opens().session();
        Api.of(room)
                .with(paulo.pass(session).token())
                .put("/sessions/" + session + "/transcript/" + UUID.randomUUID(), body)
                .expectProblem(400, "INVALID");
    }

    /** A server that waits for the rest of an incomplete body would never answer. */
    @Test
    void aBodyThatBreaksOffIsABadRequestWhereverItBreaks() {
        String appointment = with("place", Json.createArrayBuilder().add(1).build());
        prefixes(appointment).forEach(body -> refusedAtOnce(() -> scheduling.put(somePath(), body)));
        String transitions = "/sessions/" + paulo.opens().session() + "/transitions";
        Stream.concat(prefixes("{\"transition\":\"START\",\"x\":{\"y\":[1,{}]}}"), Stream.of("{\"x\":{", "{\"x\":[1"))
                .forEach(body -> refusedAtOnce(() -> scheduling.post(transitions, body)));
    }

    private static void refusedAtOnce(Supplier<Api.Answer> request) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> request.get().expectProblem(400, "INVALID"));
    }

    private static Stream<String> prefixes(String body) {
        return IntStream.range(0, body.length()).mapToObj(end -> body.substring(0, end));
    }

    @Test
    void aBodyIsReadUpToSixtyFourKilobytes() {
        String path = somePath();
        scheduling.put(path, booking().json() + " ".repeat(60_000)).expect(201);
        scheduling.put(path, booking().json() + " ".repeat(70_000)).expectProblem(413, "HTTP_413");
        scheduling
                .post("/sessions/" + UUID.randomUUID() + "/transitions", " ".repeat(70_000))
                .expectProblem(413, "HTTP_413");
    }

    @Test
    void withoutAValidTokenNobodyIsKnown() {
        Opened opened = paulo.opens();
        Api nobody = Api.of(room);
        for (Api caller : List.of(
                nobody,
                nobody.with("garbage"),
                nobody.with(
                        nobody.providersToken(IdentityProvider.SCHEDULING, Map.of("grant_type", "client_credentials"))),
                nobody.with(unsigned()))) {
            assertEquals(401, caller.get("/me").status());
            assertEquals(401, caller.put(somePath(), booking().json()).status());
            assertEquals(
                    401, caller.get("/sessions/" + opened.session() + "/field").status());
        }
    }

    /** A token that claims the role of a therapist, without a signature (RFC 8725, 3.1). */
    private static String unsigned() {
        return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + base64("{\"iss\":\"https://sessionroom.org\",\"aud\":\"session-api\",\"sub\":\"paulo\","
                        + "\"groups\":[\"THERAPIST\"],\"exp\":4102444800,\"iat\":1}")
                + ".";
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    @Test
    void aTokenSaysWhoOneIs() {
        JsonObject system = scheduling.get("/me").expect(200).object();
        assertEquals(List.of("SCHEDULER"), roles(system));
        JsonObject person = Api.of(room).as("paulo").get("/me").expect(200).object();
        assertEquals("paulo", person.getString("id"));
        assertEquals(List.of("THERAPIST"), roles(person));
    }

    private static List<String> roles(JsonObject me) {
        return me.getJsonArray("roles").getValuesAs(jakarta.json.JsonString::getString);
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
    void anotherTherapistsAppointmentIsNotTakenOver() {
        String path = somePath();
        var helenas = new AppointmentJson(
                "unused", DemoPerson.HELENA, "Bia Souza", "bia@example.org", Instant.parse("2027-03-01T12:00:00Z"));
        scheduling.put(path, helenas.json()).expect(201);
        Api.of(room).as("paulo").put(path, booking().json()).expectProblem(403, "NOT_YOURS");
        assertEquals(helenas.object(), scheduling.get(path).expect(200).object());
    }

    @Test
    void anAppointmentIsNotCancelledOnceItsSessionHasBegun() {
        Opened opened = paulo.opens();
        String appointment = "/appointments/" + opened.booking().externalId();
        String session = "/sessions/" + opened.session();
        Api therapist = Api.of(room).as("paulo");
        for (String step : List.of("START", "PAUSE", "RESUME", "COMPLETE")) {
            therapist
                    .post(session + "/transitions", "{\"transition\":\"" + step + "\"}")
                    .expect(200);
            therapist.delete(appointment).expectProblem(409, "WRONG_STATE");
        }
        assertEquals("COMPLETED", therapist.get(session).expect(200).object().getString("status"));
    }

    @Test
    void withAnAppointmentItsWaitingSessionIsCancelledAndNoReasonIsMadeUp() {
        Opened opened = paulo.opens();
        String appointment = "/appointments/" + opened.booking().externalId();
        scheduling.delete(appointment).expect(204);
        scheduling.delete(appointment).expect(204);
        assertEquals(
                "CANCELLED",
                scheduling
                        .get("/sessions/" + opened.session())
                        .expect(200)
                        .object()
                        .getString("status"));
        String reasons = "select count(sealed_reason) from session_transition where session_id = ?";
        assertEquals(0, new Records(room.database().dataSource()).number(reasons, opened.session()));
    }

    @Test
    void anExchangeOfTokensIsAudited() {
        var records = new Records(room.database().dataSource());
        long before = records.audited("TOKEN_EXCHANGED", "scheduling");
        Api.of(room).asScheduling();
        assertEquals(before + 1, records.audited("TOKEN_EXCHANGED", "scheduling"));
    }

    @Test
    void aRefusalStandsInTheLog() {
        String path = somePath();
        scheduling.put(path, booking().json()).expect(201);
        Api.of(room).as("helena").delete(path).expectProblem(403, "NOT_YOURS");
        Eventually.holds("line", () -> room.nodes().get(0).logged().stream()
                .anyMatch(line -> line.contains("CANCEL_APPOINTMENT by helena refused, NOT_YOURS")));
    }

    @Test
    void aGuestsTokenIsGoodForTheirOwnSessionOnly() {
        Opened own = paulo.opens();
        Opened other = paulo.opens();
        Api guest = Api.of(room)
                .with(new Client(room).joins(own.link()).pass(own.session()).token());
        guest.get("/sessions/" + own.session()).expect(200);
        guest.get("/sessions/" + own.session() + "/field").expectProblem(403, "NOT_ADMITTED");
        guest.get("/sessions/" + other.session()).expectProblem(403, "NOT_YOURS");
        guest.get("/sessions/" + other.session() + "/field").expectProblem(403, "NOT_YOURS");
    }

    @Test
    void aTherapistsPassIsBoundToItsSession() {
        Opened own = paulo.opens();
        Opened other = paulo.opens();
        Api bound = Api.of(room).with(paulo.pass(own.session()).token());
        bound.get("/sessions/" + own.session() + "/field").expect(200);
        bound.get("/sessions/" + other.session() + "/field").expectProblem(403, "NOT_YOURS");
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
    void theTokenOfARoomsPageIsGoodForThatSessionOnly() {
        Opened opened = paulo.opens();
        Opened other = paulo.opens();
        Api page = Api.of(room).with(paulo.pass(opened.session()).token());
        String own = "/sessions/" + opened.session();
        page.get(own).expect(200);
        page.get(own + "/field").expect(200);
        page.get(own + "/field/journal").expect(200);
        page.post(own + "/transitions", "{\"transition\":\"START\"}").expect(200);

        String foreign = "/sessions/" + other.session();
        String appointment = "/appointments/" + other.booking().externalId();
        String ownAppointment = "/appointments/" + opened.booking().externalId();
        Stream.of(
                        page.get("/sessions"),
                        page.get(foreign),
                        page.get(foreign + "/field"),
                        page.get(foreign + "/field/journal"),
                        page.post(foreign + "/transitions", "{\"transition\":\"START\"}"),
                        page.get(appointment),
                        page.put(appointment, other.booking().json()),
                        page.put(somePath(), booking().json()),
                        page.delete(appointment),
                        page.get(ownAppointment),
                        page.delete(ownAppointment))
                .forEach(answer -> answer.expectProblem(403, "NOT_YOURS"));
        scheduling.get(appointment).expect(200);
        assertEquals("PENDING", scheduling.get(foreign).expect(200).object().getString("status"));
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

    @Test
    void aTokenExchangeFailsInTheWordsOfOAuth() {
        Api nobody = Api.of(room);
        refused("unsupported_grant_type", nobody.exchange(Map.of("grant_type", "password")));
        refused("invalid_request", nobody.exchange(Map.of("grant_type", Api.EXCHANGE)));
        refused(
                "invalid_request",
                nobody.exchange(Map.of(
                        "grant_type", Api.EXCHANGE, "subject_token", "x", "subject_token_type", "something else")));
        refused(
                "invalid_grant",
                nobody.exchange(Map.of(
                        "grant_type",
                        Api.EXCHANGE,
                        "subject_token",
                        "garbage",
                        "subject_token_type",
                        Api.ACCESS_TOKEN)));
        refused(
                "invalid_grant",
                nobody.exchange(Map.of(
                        "grant_type",
                        Api.EXCHANGE,
                        "subject_token",
                        unsigned(),
                        "subject_token_type",
                        Api.ACCESS_TOKEN)));
    }

    private static void refused(String error, Api.Answer answer) {
        assertEquals(error, answer.expect(400).object().getString("error"));
    }

    @Test
    void theApiDescribesItself() {
        var answer = Api.send(HttpRequest.newBuilder(HttpVisitor.origin(room).resolve("/openapi"))
                .header("Accept", "application/json"));
        JsonObject paths = answer.expect(200).object().getJsonObject("paths");
        for (String path : List.of(
                "/appointments/{externalId}",
                "/sessions",
                "/sessions/{session}",
                "/sessions/{session}/transitions",
                "/sessions/{session}/field",
                "/sessions/{session}/field/journal",
                "/sessions/{session}/consents",
                "/sessions/{session}/ice",
                "/sessions/{session}/messages",
                "/sessions/{session}/notes",
                "/sessions/{session}/quality",
                "/me",
                "/token",
                "/jwks")) {
            assertTrue(
                    paths.keySet().stream().anyMatch(known -> known.equals(path) || known.equals("/api" + path)),
                    path + " in " + paths.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "live,session-room",
        "ready,database",
        "ready,keys",
        "ready,cluster",
        "ready,providers",
        "started,migrated"
    })
    void theNodeSaysHowItIs(String question, String check) {
        JsonObject health = new Management(room).health(question);
        assertEquals("UP", health.getString("status"));
        assertTrue(
                health.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                        .anyMatch(each -> each.getString("name").equals(check)),
                health::toString);
    }

    @Test
    void duringARotationBothKeysArePublished() {
        JsonObject keys = Api.of(room).get("/jwks").expect(200).object();
        assertEquals(2, keys.getJsonArray("keys").size());
        for (JsonObject key : keys.getJsonArray("keys").getValuesAs(JsonObject.class)) {
            assertEquals("P-256", key.getString("crv"));
            assertTrue(!key.containsKey("d"), "no private part");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/join", "/notice?about=GOODBYE", "/nowhere", "/room?session=garbage", "/agenda"})
    void everyPageTellsTheBrowserToBeCareful(String page) {
        HttpResponse<String> answer = paulo.get(page);
        String policy = onlyPolicy(answer);
        assertTrue(policy.contains("script-src 'self'"), page + ": " + policy);
        assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), page + ": " + policy);
        isCareful(answer);
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""), page);
    }

    @ParameterizedTest
    @CsvSource({"/resources/css/base.css, 200", "/agenda, 302", "/language?to=en, 302"})
    void whatIsNoPageLetsNothingRun(String path, int status) throws Exception {
        var request = HttpRequest.newBuilder(HttpVisitor.origin(room).resolve(path));
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode());
        assertEquals("default-src 'none'; frame-ancestors 'none'", onlyPolicy(answer));
        isCareful(answer);
    }

    private static String onlyPolicy(HttpResponse<String> answer) {
        List<String> policies = answer.headers().allValues("Content-Security-Policy");
        assertEquals(1, policies.size(), answer.uri() + ": " + policies);
        return policies.get(0);
    }

    private static void isCareful(HttpResponse<String> answer) {
        for (String header : List.of(
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "Permissions-Policy")) {
            assertEquals(1, answer.headers().allValues(header).size(), answer.uri() + ": " + header);
        }
    }

    @Test
    void noAnswerOfTheApiIsKeptUnlessItSaysSo() {
        String path = somePath();
        for (Api.Answer answer : List.of(
                scheduling.put(path, booking().json()),
                scheduling.get(path),
                scheduling.get(somePath()),
                scheduling.get("/nowhere"),
                Api.of(room).get("/me"),
                Api.of(room).exchange(Map.of()),
                scheduling.delete(path))) {
            assertEquals(List.of("no-store"), answer.http().headers().allValues("Cache-Control"), answer::toString);
            assertEquals(List.of("nosniff"), answer.http().headers().allValues("X-Content-Type-Options"));
        }
        Api.Answer keys = Api.of(room).get("/jwks");
        assertTrue(keys.header("Cache-Control").orElse("").contains("max-age=300"), keys::toString);
        assertEquals(List.of("nosniff"), keys.http().headers().allValues("X-Content-Type-Options"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Accept-Language | en;q=abc | 401",
                "Accept-Language | en;q=2   | 401",
                "Accept          | nonsense | 401",
                "Accept-Language | fr,en    | 401",
            })
    void aHeaderThatCannotBeReadSaysNothing(String header, String value, int status) {
        var request = HttpRequest.newBuilder(URI.create(room.api() + "/me")).header(header, value);
        Api.send(request).expectProblem(status, "HTTP_" + status);
    }

    @Test
    void theAddressOfProblemsIsNone() {
        Api.of(room).get("/problem").expectProblem(404, "HTTP_404");
    }
}
