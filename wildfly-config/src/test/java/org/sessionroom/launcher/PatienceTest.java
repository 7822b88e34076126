package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final Patience patience = new Patience(Duration.ofMinutes(3), START);

    private boolean isOverAfter(long seconds) {
        return patience.isOver(START.plusSeconds(seconds));
    }

    @Test
    void whatShowsNothingNewIsWaitedForThreeMinutes() {
        patience.see(0, START);
        patience.see(0, START.plusSeconds(179));
        assertFalse(isOverAfter(180));
        assertTrue(isOverAfter(181));
    }

    @Test
    void whatGetsOnIsWaitedForHoweverSlowItIs() {
        for (int minute = 0; minute < 60; minute++) {
            patience.see(minute, START.plusSeconds(60 * minute));
            assertFalse(isOverAfter(60 * minute + 59));
        }
        assertTrue(isOverAfter(59 * 60 + 181));
    }
}
