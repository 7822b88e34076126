package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/** A login, and somebody who had a hand in the browser before it. */
@ExtendWith(RunningRoom.class)
class LoginIT {

    private final Room room;

    LoginIT(Room room) {
        this.room = room;
    }

    @Test
    void theSessionIdFromBeforeTheLoginShowsNothingAfterIt() throws Exception {
        var person = new HttpVisitor(room);
        // Where somebody wanted to go is kept until they are known, and so there is a session before the login.
        person.get("/room?session=" + UUID.randomUUID());
        String planted = person.sessionId();
        logsIn(person);
        assertNotEquals(planted, person.sessionId());
        assertEquals(302, agendaAs(planted), "is asked to log in");
        assertEquals(200, agendaAs(person.sessionId()));
        assertEquals(200, person.get("/agenda").statusCode());
        assertEquals("/agenda", person.get("/agenda").uri().getPath());
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

    private static void logsIn(HttpVisitor person) {
        HttpResponse<String> login = person.get("/agenda");
        HttpResponse<String> agenda = person.post(login.uri(), Map.of("username", DemoPerson.PAULO.userName()));
        assertEquals("/agenda", agenda.uri().getPath());
    }

    /** @return the status; what is not shown is a redirect to the provider */
    private int agendaAs(String sessionId) throws Exception {
        var request = HttpRequest.newBuilder(HttpVisitor.origin(room).resolve("/agenda"))
                .header("Cookie", "JSESSIONID=" + sessionId);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
