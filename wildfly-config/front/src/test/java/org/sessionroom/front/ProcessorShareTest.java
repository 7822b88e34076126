package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorShareTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** A quarter of a processor, and four seconds' worth of it at once. */
    private final ProcessorShare<String> shares = new ProcessorShare<>(0.25, 4 * SECOND);

    @Test
    void whoTakesLittleNeverWaits() {
        for (long second = 0; second < 100; second++) {
            assertEquals(0, shares.wait("a", second * SECOND));
            shares.took("a", SECOND / 5, second * SECOND);
        }
    }

    @Test
    void whoTookMoreThanTheirShareWaitsUntilItHasCaughtUp() {
        shares.took("a", SECOND, 0);
        assertEquals(0, shares.wait("a", 0), "four seconds' share at once");
        shares.took("a", SECOND / 2, 0);
        assertEquals(2 * SECOND, shares.wait("a", 0));
        assertEquals(SECOND, shares.wait("a", SECOND));
        assertEquals(0, shares.wait("a", 2 * SECOND));
        assertEquals(0, shares.wait("b", 0), "others do not");
    }

    @Test
    void whatWasNotTakenIsNotSavedUpForEver() {
        shares.took("a", SECOND, 0);
        shares.took("a", SECOND, 1000 * SECOND);
        assertEquals(0, shares.wait("a", 1000 * SECOND));
        shares.took("a", SECOND, 1000 * SECOND);
        assertEquals(4 * SECOND, shares.wait("a", 1000 * SECOND));
    }

    @Test
    void overLongRunsASourceHasItsShareAndNoMore() {
        long taken = 0;
        long step = SECOND / 100;
        for (long now = 0; now < 100 * SECOND; now += step) {
            if (shares.wait("a", now) == 0) {
                shares.took("a", 3 * step, now);
                taken += 3 * step;
            }
        }
        assertTrue(taken >= 25 * SECOND && taken <= 27 * SECOND, taken / 1e9 + " s");
    }

    @Test
    void theClockOfTheMachineMayBeginAnywhere() {
        long start = Long.MAX_VALUE - SECOND;
        shares.took("a", 2 * SECOND, start);
        assertEquals(4 * SECOND, shares.wait("a", start));
    }

    @Test
    void ofManySourcesTheEldestIsForgotten() {
        shares.took("first", 10 * SECOND, 0);
        for (int i = 0; i < ProcessorShare.MOST_SOURCES; i++) {
            shares.took("source " + i, 1, 0);
        }
        assertEquals(0, shares.wait("first", 0));
    }
}
