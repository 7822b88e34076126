package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Presence;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.SessionId;

/** When a silent connection is closed, with a clock that the test sets. */
class RoomConnectionTest {

    private static final long SECOND = 1_000_000_000L;

    private final List<String> done = new ArrayList<>();
    private final Session socket = socket();
    private final RoomConnection connection = new RoomConnection(
            UUID.randomUUID(),
            new Seat(Person.therapist("paulo"), new SessionId(UUID.randomUUID()), new ParticipantId(UUID.randomUUID())),
            Messages.in(Messages.PORTUGUESE),
            Instant.EPOCH,
            socket,
            Guards.of(socket));

    private Session socket() {
        var remote = stub(RemoteEndpoint.Async.class, (proxy, method, arguments) -> {
            if (method.getName().equals("sendPing")) {
                done.add("ping");
            } else if (method.getName().equals("sendText")) {
                done.add((String) arguments[0]);
                ((SendHandler) arguments[1]).onResult(new SendResult());
            }
            return null;
        });
        return stub(Session.class, (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                done.add(((CloseReason) arguments[0]).getReasonPhrase());
            }
            return method.getName().equals("getAsyncRemote") ? remote : null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void aLineThatAnswersIsKept() {
        connection.heard(0);
        connection.ping(Presence.REFRESH_SECONDS * SECOND);
        connection.heard(Presence.REFRESH_SECONDS * SECOND + 1);
        connection.ping(3 * Presence.REFRESH_SECONDS * SECOND);
        assertEquals(List.of("ping", "ping"), done);
    }

    @Test
    void aSilentLineIsGivenUpWithinHalfAMinute() {
        connection.heard(0);
        boolean alive = true;
        for (int beat = 1; beat * Presence.REFRESH_SECONDS <= 30; beat++) {
            alive = connection.ping(beat * Presence.REFRESH_SECONDS * SECOND);
        }
        assertTrue(done.contains("TRY_AGAIN_LATER"), done::toString);
        assertFalse(alive, "its person has left, though nobody answers the close");
    }

    @Test
    void aPageThatSleepsIsGivenUpThoughItsBrowserAnswers() {
        connection.spoke(0);
        connection.givesSigns();
        browserAnswersFor(95);
        assertEquals("TRY_AGAIN_LATER", done.get(done.size() - 1));
    }

    @Test
    void aHiddenPageThatRunsOnceAMinuteIsThere() {
        connection.givesSigns();
        for (int minute = 0; minute < 3; minute++) {
            connection.spoke(minute * 60 * SECOND);
            connection.ping((minute * 60 + 10) * SECOND);
        }
        assertEquals(List.of("ping", "ping", "ping"), done);
    }

    @Test
    void whoNeverGaveSignsIsNotExpectedTo() {
        connection.spoke(0);
        browserAnswersFor(300);
        assertTrue(done.stream().allMatch("ping"::equals), done::toString);
    }

    private void browserAnswersFor(int seconds) {
        for (int second = 0; second <= seconds; second += 5) {
            connection.heard(second * SECOND);
            connection.ping(second * SECOND);
        }
    }

    @Test
    void oneMissedAnswerIsForgiven() {
        connection.heard(0);
        connection.ping(20 * SECOND);
        assertEquals(List.of("ping"), done);
    }

    @Test
    void aStateIsToldOnceAndNeverAfterANewerOne() {
        connection.sendState(4, "paused");
        connection.sendState(4, "paused");
        connection.sendState(6, "ended");
        connection.sendState(5, "active");
        assertEquals(List.of("paused", "ended"), done);
    }
}
