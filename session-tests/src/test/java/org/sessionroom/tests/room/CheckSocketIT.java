package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.DeafSocket;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** The socket with which a page measures its connection before anybody enters. */
@ExtendWith(RunningRoom.class)
class CheckSocketIT {

    private static Room room;
    private static Therapist therapist;
    private static String session;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        session = therapist.opens().session();
    }

    private static RoomSocketClient line() {
        return line(ticket());
    }

    private static RoomSocketClient line(String ticket) {
        return RoomSocketClient.open(
                HttpVisitor.origin(room), HttpVisitor.origin(room).toString(), ticket, "/socket/check");
    }

    private static String ticket() {
        return "ticket." + therapist.pass(session).ticket();
    }

    private static JsonObject frame(int number, int size) {
        return Json.createObjectBuilder()
                .add("number", number)
                .add("filling", "x".repeat(size))
                .build();
    }

    @Test
    void itSaysBackWhatItHears() {
        try (RoomSocketClient line = line()) {
            line.send(frame(1, 16_000));
            assertEquals(frame(1, 16_000), line.await(anything -> true));
            line.sendText("{}");
            assertEquals("{}", line.await(anything -> true).toString());
        }
    }

    @Test
    void itTakesATicketOnceAndOnlyFromOurPages() {
        assertEquals(4003, line("ticket.garbage").closeCode());
        String ticket = ticket();
        assertThrows(
                CompletionException.class,
                () -> RoomSocketClient.open(HttpVisitor.origin(room), "https://evil.example", ticket, "/socket/check"));
        try (RoomSocketClient first = line(ticket)) {
            first.sendText("{}");
            first.await(anything -> true);
            assertEquals(4003, line(ticket).closeCode());
        }
    }

    @Test
    void testingLeavesTheSeatToWhoeverHasIt() {
        try (RoomSocketClient seat = therapist.enters(session);
                RoomSocketClient line = line()) {
            line.sendText("{}");
            line.await(anything -> true);
            seat.heard();
            assertTrue(seat.isOpen());
        }
    }

    @Test
    void afterThreeHundredFramesItIsOver() {
        try (RoomSocketClient line = line()) {
            for (int i = 0; i < 300; i++) {
                line.send(frame(i, 10));
            }
            for (int i = 0; i < 300; i++) {
                assertEquals(i, line.await(anything -> true).getInt("number"));
            }
            line.sendText("{}");
            assertEquals(1000, line.closeCode());
        }
    }

    @Test
    void afterFourMegabytesItIsOver() {
        try (RoomSocketClient line = line()) {
            for (int i = 0; i < 248; i++) {
                line.send(frame(i, 16_000));
                line.await(anything -> true);
            }
            for (int i = 0; i < 3; i++) {
                line.sendUnlessClosed(frame(i, 16_000).toString());
            }
            assertEquals(1000, line.closeCode());
        }
    }

    /** Our page has eight of them in flight. */
    @Test
    void eightLargeFramesAtOnceAreSaidBack() {
        try (RoomSocketClient line = line()) {
            for (int i = 0; i < 8; i++) {
                line.send(frame(i, 16_000));
            }
            for (int i = 0; i < 8; i++) {
                assertEquals(i, line.await(anything -> true).getInt("number"));
            }
        }
    }

    /** The close frame may be lost: a reset can overtake it, because the server does not read what is still on its way. */
    @Test
    void aPageThatDoesNotReadIsClosedBeforeMuchWaitsForIt() throws IOException {
        try (DeafSocket line =
                new DeafSocket(room, "/socket/check", therapist.pass(session).ticket())) {
            line.pours(240, 16_000, Duration.ofSeconds(10));
        }
    }

    @Test
    void aLargerFrameIsTooBig() {
        try (RoomSocketClient line = line()) {
            line.send(frame(1, 17_000));
            assertEquals(1009, line.closeCode());
            assertEquals("TOO_BIG", line.closeReason());
        }
    }

    @Test
    void afterTwentySecondsItIsOver() {
        try (RoomSocketClient line = line()) {
            line.sendText("{}");
            line.await(anything -> true);
            assertEquals(1000, line.closeCode(Duration.ofSeconds(40)));
        }
    }
}
