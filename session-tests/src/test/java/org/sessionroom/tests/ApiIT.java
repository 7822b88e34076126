package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.Therapist.Opened;

/** The API as the hospital's systems use it, and as somebody would who should not. */
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
                "therapist | \"\"",
                "clientName | \"\"",
                "clientName | \"a\\nb\"",
                "clientEmail | \"not an address\"",
                "clientEmail | \"a@b.example\\r\\nBcc: x@y.example\"",
            })
    void anAppointmentOutOfShapeIsABadRequest(String key, String value) {
        JsonValue json = HttpVisitor.json("{\"v\":" + value + "}").get("v");
        scheduling.put(somePath(), with(key, json)).expectProblem(400, "INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"minutes\":\"many\"}", "{\"startsAt\":{}}"})
    void whatIsNoAppointmentIsABadRequest(String body) {
        var answer = scheduling.put(somePath(), body).expect(400);
        assertTrue(answer.header("Content-Type").orElse("").startsWith("application/problem+json"), answer::text);
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

    /** A token of somebody who would like to be a therapist, without a signature (RFC 8725, 3.1). */
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
                "/me",
                "/token",
                "/jwks")) {
            assertTrue(
                    paths.keySet().stream().anyMatch(known -> known.equals(path) || known.equals("/api" + path)),
                    path + " in " + paths.keySet());
        }
    }

    @ParameterizedTest
    @CsvSource({"live,session-room", "ready,database", "ready,keys", "ready,cluster", "started,migrated"})
    void theNodeSaysHowItIs(String question, String check) {
        int management = room.nodes().get(0).ports().management();
        JsonObject health = Api.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/health/" + question)))
                .expect(200)
                .object();
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
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("script-src 'self'"), page + ": " + policy);
        assertTrue(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), page + ": " + policy);
        for (String header : List.of(
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy",
                "Cross-Origin-Opener-Policy",
                "Permissions-Policy")) {
            assertTrue(answer.headers().firstValue(header).isPresent(), page + " lacks " + header);
        }
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""), page);
    }
}
