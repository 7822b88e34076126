package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class SocketGuardTest {

    private final List<String> done = new ArrayList<>();
    private final SocketBudget budget = new SocketBudget(new CommonSpending(0), 0);
    private long now;
    private long processorNanos;

    private SocketGuard guard(DoubleSupplier price) {
        Session socket = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (self, method, args) -> {
                    if (method.getName().equals("close")) {
                        done.add(((CloseReason) args[0]).getReasonPhrase());
                    }
                    return null;
                });
        Wire wire = new Wire() {

            @Override
            public void stopReading() {
                done.add("deaf");
            }

            @Override
            public void cutOff(Duration after) {
                done.add("cut off after " + after.toSeconds());
            }
        };
        return new SocketGuard(socket, budget, wire, price, () -> processorNanos, () -> now);
    }

    private static int readsOfAFlood(SocketGuard guard) {
        int[] read = new int[1];
        for (int i = 0; i < 100_000; i++) {
            guard.read(() -> read[0]++);
        }
        return read[0];
    }

    @Test
    void aFloodIsClosedAndNoMoreOfItIsReadThanTheRestOfAFrame() {
        int read = readsOfAFlood(guard(() -> 1));
        assertTrue(read > 1_000 && read < 3_000, read + " reads");
        assertEquals(List.of("deaf", "TOO_FAST", "cut off after 5", "cut off after 1"), done.subList(0, 4));
    }

    @Test
    void aServerThatReadsOnAllTheSameIsCutOffAtOnce() {
        readsOfAFlood(guard(() -> 1));
        assertTrue(done.contains("cut off after 0"), done.toString());
    }

    /** Otherwise the server, which stops only after a frame, would cut the connection off before its close frame has left. */
    @Test
    void aFrameThatHasBegunIsReadToItsEndAndDropped() {
        SocketGuard guard = guard(() -> 1);
        guard.turnAway(CloseReasons.TICKET_REFUSED);
        guard.read(() -> guard.handle(() -> done.add("handled")));
        guard.read(() -> done.add("rest"));
        assertEquals(List.of("deaf", "TICKET_REFUSED", "cut off after 5", "cut off after 1", "rest"), done);
    }

    @Test
    void whoeverWaitsHasLess() {
        assertTrue(readsOfAFlood(guard(() -> SocketGuard.PRICE_OF_WAITING)) < 600);
    }

    /** A question of 35 bytes may have an answer of 400 kB, which other threads encrypt and write. */
    @Test
    void largeAnswersArePaidForToo() {
        SocketGuard guard = guard(() -> 1);
        int answers = 0;
        while (!guard.isClosed() && answers < 1_000) {
            now += 25_000_000;
            guard.sends(430_000);
            answers++;
        }
        assertTrue(guard.isClosed(), "forty large answers a second");
        assertTrue(answers > 100 && done.contains("TOO_FAST"), answers + " answers");
    }

    @Test
    void whatAQuietRoomIsSentIsNeverTakenForAFlood() {
        SocketGuard guard = guard(() -> 1);
        for (int frames = 0; frames < 100_000; frames++) {
            now += 25_000_000;
            guard.sends(500);
        }
        assertFalse(guard.isClosed());
    }

    @Test
    void theTimeOfHandlingIsPaidForToo() {
        SocketGuard guard = guard(() -> 1);
        int handled = 0;
        while (!guard.isClosed() && handled < 1_000) {
            guard.handle(this::worksFor50Milliseconds);
            handled++;
        }
        assertTrue(handled < 150, handled + " frames");
        assertEquals("TOO_FAST", done.get(1));
    }

    /** On a machine that is busy otherwise, too: the thread gets a half of a processor. */
    private void worksFor50Milliseconds() {
        processorNanos += 50_000_000;
        now += 100_000_000;
    }

    @Test
    void whatWasReadBeforeTheEndIsNotHandledAfterIt() {
        SocketGuard guard = guard(() -> 1);
        guard.close(CloseReasons.MALFORMED);
        guard.handle(() -> done.add("handled"));
        assertEquals(List.of("MALFORMED", "cut off after 5"), done);
    }

    @Test
    void whoeverGoesOnAfterBeingClosedIsStoppedToo() {
        SocketGuard guard = guard(() -> 0.1);
        guard.close(CloseReasons.MALFORMED);
        assertTrue(readsOfAFlood(guard) < 3_000);
        assertEquals(List.of("MALFORMED", "cut off after 5", "deaf", "cut off after 1"), done.subList(0, 4));
    }

    @Test
    void theFirstReasonHolds() {
        SocketGuard guard = guard(() -> 1);
        guard.close(CloseReasons.SESSION_ENDED);
        guard.close(CloseReasons.TOO_FAST);
        assertEquals(List.of("SESSION_ENDED", "cut off after 5"), done);
    }
}
