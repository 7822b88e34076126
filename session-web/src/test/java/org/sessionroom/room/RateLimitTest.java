package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void allowsABurstAndThenTheSteadyRate() {
        RateLimit limit = new RateLimit(50, 50, 0);
        assertEquals(50, IntStream.range(0, 80).filter(i -> limit.allow(0)).count());
        assertTrue(limit.allow(SECOND / 50));
        assertFalse(limit.allow(SECOND / 50));
    }

    @Test
    void aLongPauseDoesNotSaveUpMoreThanABurst() {
        RateLimit limit = new RateLimit(3, 1, 0);
        assertEquals(
                3, IntStream.range(0, 9).filter(i -> limit.allow(3600 * SECOND)).count());
    }
}
