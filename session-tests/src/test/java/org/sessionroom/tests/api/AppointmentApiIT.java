package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.api.SomeAppointment.booking;
import static org.sessionroom.tests.api.SomeAppointment.somePath;
import static org.sessionroom.tests.api.SomeAppointment.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Appointments, as the scheduling system books, moves and cancels them. */
@ExtendWith(RunningRoom.class)
class AppointmentApiIT {

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
    void aDayOfATherapistHasRoomForALimitedNumberOfAppointments() throws SQLException {
        String therapist = "busy-" + UUID.randomUUID();
        String first = somePath();
        scheduling.put(first, at(therapist, "2027-05-03T09:00:00-03:00")).expect(201);
        copies(therapist, Integer.parseInt(System.getenv("SESSION_APPOINTMENTS_PER_DAY")) - 1);
        String another = somePath();
        scheduling.put(another, at(therapist, "2027-05-03T23:30:00-03:00")).expectProblem(409, "DAY_FULL");
        scheduling.put(first, at(therapist, "2027-05-03T10:00:00-03:00")).expect(200);
        scheduling.put(another, at(therapist, "2027-05-04T00:00:00-03:00")).expect(201);
        scheduling.put(another, at(therapist, "2027-05-03T11:00:00-03:00")).expectProblem(409, "DAY_FULL");
        scheduling
                .put(another, at("another-" + therapist, "2027-05-03T11:00:00-03:00"))
                .expect(200);
    }

    private static String at(String therapist, String start) {
        return Json.createObjectBuilder(booking().object())
                .add("therapist", therapist)
                .add("startsAt", start)
                .build()
                .toString();
    }

    /** Nobody reads them, so that they need not be decrypted. */
    private static void copies(String therapist, int number) throws SQLException {
        try (Connection connection = room.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into appointment (id, therapist, sealed_therapist_name, sealed_client_name, starts_at, minutes,"
                                + " language, created_at) select gen_random_uuid(), therapist, sealed_therapist_name,"
                                + " sealed_client_name, starts_at, minutes, language, created_at"
                                + " from appointment, generate_series(1, ?) where therapist = ?")) {
            statement.setInt(1, number);
            statement.setString(2, therapist);
            assertEquals(number, statement.executeUpdate());
        }
    }

    /** The scheduling system's ids are often numbers in order, so a therapist could use them before it does. */
    @Test
    void aTherapistsUseOfAnIdKeepsTheSchedulingSystemFromNothing() {
        String id = UUID.randomUUID().toString();
        String path = "/appointments/" + id;
        var before = new AppointmentJson(
                id, DemoPerson.PAULO, "Ana " + id.substring(0, 8), id + "@example.org", Instant.now());
        Api therapist = Api.of(room).as("paulo");
        therapist.put(path, before.json()).expect(201);
        paulo.opens(before);
        therapist.delete(path).expect(204);
        therapist.put(path, before.json()).expectProblem(409, "APPOINTMENT_CANCELLED");
        scheduling.put(path, with("clientName", Json.createValue("Rui Melo"))).expect(201);
        assertEquals("Rui Melo", scheduling.get(path).expect(200).object().getString("clientName"));
        scheduling.put(path, booking().json()).expect(200);
    }

    /** What that system has booked itself is never replaced. */
    @Test
    void anIdOfTheSchedulingSystemStaysWithItsAppointment() {
        Opened opened = paulo.opens();
        String path = "/appointments/" + opened.booking().externalId();
        scheduling.delete(path).expect(204);
        scheduling.put(path, opened.booking().json()).expectProblem(409, "APPOINTMENT_CANCELLED");
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
}
