package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.api.SomeAppointment.booking;
import static org.sessionroom.tests.api.SomeAppointment.somePath;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** What every answer has: headers, descriptions, health. */
@ExtendWith(RunningRoom.class)
class ApiAnswersIT {

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
    void aRefusalStandsInTheLog() {
        String path = somePath();
        scheduling.put(path, booking().json()).expect(201);
        Api.of(room).as("helena").delete(path).expectProblem(403, "NOT_YOURS");
        Eventually.holds("line", () -> room.nodes().get(0).logged().stream()
                .anyMatch(line -> line.contains("CANCEL_APPOINTMENT by helena refused, NOT_YOURS")));
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
