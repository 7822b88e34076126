package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Logins of people of the hospital: the page after the login, and what the audit records. */
@ExtendWith(RunningRoom.class)
class LoginRecordIT {

    private static final Pattern REFERENCE = Pattern.compile("data-reference=\"([0-9a-f-]{36})\"");

    private static Room room;
    private static Opened opened;

    @BeforeAll
    static void openARoom(Room running) {
        room = running;
        opened = Therapist.loggedIn(room, DemoPerson.PAULO).opens();
    }

    private static HttpResponse<String> opensTheRoomAndLogsIn(DemoPerson person) {
        var visitor = new HttpVisitor(room);
        HttpResponse<String> login = visitor.get("/room?session=" + opened.session());
        return visitor.post(login.uri(), Map.of("username", person.userName()));
    }

    private static long audited(String event, DemoPerson person) {
        return new Records(room.database().dataSource()).audited(event, person.userName());
    }

    @Test
    void aRoomAskedForBeforeTheLoginIsReachedAfterIt() {
        HttpResponse<String> answer = opensTheRoomAndLogsIn(DemoPerson.PAULO);
        assertEquals(
                "/room?session=" + opened.session(),
                answer.uri().getPath() + "?" + answer.uri().getQuery());
    }

    @Test
    void anAdministratorIsToldThatTheRoomIsNotTheirs() {
        HttpResponse<String> answer = opensTheRoomAndLogsIn(DemoPerson.ALINE);
        assertTrue(answer.body().contains("data-notice=\"FORBIDDEN\""), answer.uri()::toString);
    }

    @Test
    void loginsAndLogoutsAreAudited() {
        long logins = audited("LOGGED_IN", DemoPerson.OTAVIO);
        long logouts = audited("LOGGED_OUT", DemoPerson.OTAVIO);
        Therapist officer = Therapist.loggedIn(room, DemoPerson.OTAVIO);
        officer.get("/agenda");
        assertEquals(logins + 1, audited("LOGGED_IN", DemoPerson.OTAVIO));
        assertEquals(logouts, audited("LOGGED_OUT", DemoPerson.OTAVIO));
        officer.post(officer.address("/logout"), Map.of());
        assertEquals(logouts + 1, audited("LOGGED_OUT", DemoPerson.OTAVIO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/join", "/notice?about=GOODBYE", "/nowhere"})
    void nothingIsKeptOfWhoOnlyLooks(String page) {
        List<String> cookies = new HttpVisitor(room).get(page).headers().allValues("Set-Cookie");
        assertTrue(cookies.stream().noneMatch(cookie -> cookie.startsWith("JSESSIONID")), cookies::toString);
    }

    @Test
    void aFailureIsFoundInTheLogByItsReference() {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        HttpResponse<String> failed;
        var records = new Records(room.database().dataSource());
        records.execute("alter table appointment rename to appointment_elsewhere");
        try {
            failed = therapist.get("/agenda");
        } finally {
            records.execute("alter table appointment_elsewhere rename to appointment");
        }
        Matcher reference = REFERENCE.matcher(failed.body());
        assertTrue(reference.find(), failed.body());
        Eventually.holds("reference", () -> room.nodes().get(0).logged().stream()
                .anyMatch(line -> line.contains(reference.group(1))));
    }

    @Test
    void whatABrowserCannotSendIsNoFailureOfOurs() {
        var visitor = new HttpVisitor(room);
        HttpResponse<String> answer = visitor.post(visitor.address("/language"), Map.of());
        assertEquals(405, answer.statusCode());
        assertTrue(answer.body().contains("data-notice=\"BAD_REQUEST\""), answer.body());
        assertFalse(REFERENCE.matcher(answer.body()).find(), answer.body());
    }

    @Test
    void whoLeftTheRoomFindsTheWayBackInAnyTab() {
        var client = new Client(room)
                .joins(Therapist.loggedIn(room, DemoPerson.HELENA).opens().link());
        String goodbye = client.get("/notice?about=GOODBYE").body();
        assertTrue(goodbye.contains("href=\"/room?as=client&amp;session="), goodbye);
        String strangers = new HttpVisitor(room).get("/notice?about=GOODBYE").body();
        assertFalse(strangers.contains("class=\"button primary\""), strangers);
        assertFalse(strangers.contains("voltar por este mesmo navegador"), strangers);
    }
}
