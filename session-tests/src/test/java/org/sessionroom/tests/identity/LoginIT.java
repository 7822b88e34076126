package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RunningRoom;

/** A login in a browser that an attacker has manipulated before. */
@ExtendWith(RunningRoom.class)
class LoginIT {

    private final Room room;

    LoginIT(Room room) {
        this.room = room;
    }

    @Test
    void nobodyHasASessionBeforeTheLogin() {
        for (String path :
                List.of("/room?session=" + UUID.randomUUID(), "/session?id=" + UUID.randomUUID(), "/agenda")) {
            var person = new HttpVisitor(room);
            person.get(path);
            assertEquals(Optional.empty(), person.session(), path);
        }
    }

    @Test
    void theAddressAskedForIsReachedWithAllOfItAndOnlyOnce() {
        var person = new HttpVisitor(room);
        HttpResponse<String> login = person.get("/agenda?day=2026-12-24");
        HttpResponse<String> agenda = person.post(login.uri(), Map.of("username", DemoPerson.PAULO.userName()));
        assertEquals(
                "/agenda?day=2026-12-24",
                agenda.uri().getPath() + "?" + agenda.uri().getQuery());
        assertTrue(agenda.body().contains("name=\"day\" value=\"2026-12-24\""));
        assertEquals("/", person.get("/login").uri().getPath());
    }

    @Test
    void whatAScriptAsksForMeanwhileDoesNotDisturbTheLogin() {
        var person = new HttpVisitor(room);
        HttpResponse<String> login = person.get("/agenda?day=2026-12-24");
        assertEquals(401, person.post(person.address("/agenda"), Map.of()).statusCode());
        HttpResponse<String> agenda = person.post(login.uri(), Map.of("username", DemoPerson.PAULO.userName()));
        assertEquals("day=2026-12-24", agenda.uri().getQuery());
    }

    /** Without the ID token, which the HTTP session holds, a provider may ask the person to confirm the logout. */
    @Test
    void aLogoutNamesTheLoginToTheProvider() throws Exception {
        var person = new HttpVisitor(room);
        logsIn(person);
        person.get("/agenda");
        String refresh = person.post(person.address("/logout"), Map.of())
                .headers()
                .firstValue("Refresh")
                .orElseThrow();
        assertTrue(refresh.contains("id_token_hint="), "no ID token");
        assertTrue(refresh.contains("post_logout_redirect_uri="), "no way back");
    }

    @Test
    void anIdThatWasMadeUpIsNotTakenOver() throws Exception {
        var person = new HttpVisitor(room);
        String planted = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB";
        person.carries("JSESSIONID=" + planted);
        logsIn(person);
        assertNotEquals(planted, person.sessionId());
        assertEquals(302, agendaAs(planted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\":[\"THERAPIST\"]}",
                "{\"preferred_username\":\"\",\"roles\":[\"THERAPIST\"]}",
                "{\"preferred_username\":\"odd\",\"realm_access\":{\"roles\":null}}",
                "{\"preferred_username\":\"odd\",\"roles\":[\"THERAPIST\"],\"nbf\":4000000000}",
            })
    void claimsThatCannotBeUsedAreSaidInWords(String claims) {
        HttpResponse<String> answer = logsInWith(claims);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("data-notice=\"LOGIN_UNREADABLE\""), answer.body());
        assertTrue(answer.body().contains("href=\"/login\""), answer.body());
    }

    @Test
    void aProvidersClockThatIsSecondsAheadKeepsNobodyOut() {
        long ahead = Instant.now().getEpochSecond() + 4;
        HttpResponse<String> agenda = logsInWith("{\"preferred_username\":\"" + UUID.randomUUID()
                + "\",\"name\":\"Dra. Adiante\",\"roles\":[\"THERAPIST\"],\"nbf\":" + ahead + "}");
        assertEquals("/agenda", agenda.uri().getPath(), agenda.body());
    }

    private HttpResponse<String> logsInWith(String claims) {
        var person = new HttpVisitor(room);
        HttpResponse<String> login = person.get("/agenda");
        return person.post(login.uri(), Map.of("username", UUID.randomUUID().toString(), "claims", claims));
    }

    private static void logsIn(HttpVisitor person) {
        HttpResponse<String> login = person.get("/agenda");
        HttpResponse<String> agenda = person.post(login.uri(), Map.of("username", DemoPerson.PAULO.userName()));
        assertEquals("/agenda", agenda.uri().getPath());
    }

    /** @return the status; a redirect to the provider if the agenda is not shown */
    private int agendaAs(String sessionId) throws Exception {
        var request = HttpRequest.newBuilder(HttpVisitor.origin(room).resolve("/agenda"))
                .header("Cookie", "JSESSIONID=" + sessionId);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
