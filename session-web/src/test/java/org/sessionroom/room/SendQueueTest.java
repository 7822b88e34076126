package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final List<String> transmitted = new ArrayList<>();
    private final List<String> overflows = new ArrayList<>();
    private final SendQueue outbox = new SendQueue(transmitted::add, () -> overflows.add("given up"));

    @Test
    void oneFrameIsUnderWayAndTheRestFollowInOrder() {
        outbox.send("a");
        outbox.send("b");
        outbox.send("c");
        assertEquals(List.of("a"), transmitted);
        outbox.sent();
        outbox.sent();
        assertEquals(List.of("a", "b", "c"), transmitted);
    }

    @Test
    void aVolatileFrameIsDroppedWhileAnythingWaits() {
        outbox.send("a");
        outbox.offer("late preview");
        outbox.sent();
        outbox.offer("preview");
        assertEquals(List.of("a", "preview"), transmitted);
    }

    @Test
    void aReaderThatIsTooSlowIsGivenUpRatherThanLosingAFrame() {
        for (int i = 0; i <= SendQueue.FRAMES; i++) {
            outbox.send("frame");
        }
        assertTrue(overflows.isEmpty());
        outbox.send("one too many");
        assertEquals(List.of("given up"), overflows);
        outbox.sent();
        assertEquals(List.of("frame"), transmitted);
    }

    @Test
    void aFewLargeFramesAreTooMuchAsWell() {
        String large = "x".repeat(SendQueue.SIZE / 2 + 1);
        outbox.send("under way");
        outbox.send(large);
        assertTrue(overflows.isEmpty());
        outbox.send(large);
        assertEquals(1, overflows.size());
    }

    @Test
    void nothingGoesOutAfterTheClose() {
        outbox.close();
        outbox.send("late");
        outbox.offer("later");
        assertTrue(transmitted.isEmpty());
    }
}
