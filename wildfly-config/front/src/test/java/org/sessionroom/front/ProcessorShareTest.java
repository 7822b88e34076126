package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorShareTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** A quarter of a processor, with a burst of four seconds. */
    private final ProcessorShare<String> shares = new ProcessorShare<>(0.25, 4 * SECOND, 2);

    /** @return how long the request must wait; if it need not, it runs for this time and ends */
    private long asks(String source, long takes, long now) {
        long wait = shares.begin(source, now);
        if (wait == 0) {
            shares.end(source, takes, now);
        }
        return wait;
    }

    @Test
    void ofOneSourceOnlySoManyRunAtATime() {
        assertEquals(0, shares.begin("a", 0));
        assertEquals(0, shares.begin("a", 0));
        assertEquals(ProcessorShare.LOOK_AGAIN_NANOS, shares.begin("a", 0));
        assertEquals(0, shares.begin("b", 0), "others do not wait for them");
        shares.end("a", 0, 0);
        assertEquals(0, shares.begin("a", 0));
    }

    @Test
    void whoTakesLittleNeverWaits() {
        for (long second = 0; second < 100; second++) {
            assertEquals(0, asks("a", SECOND / 5, second * SECOND));
        }
    }

    @Test
    void whoTookMoreThanTheirShareWaitsUntilItHasCaughtUp() {
        shares.end("a", SECOND, 0);
        assertEquals(0, asks("a", 0, 0), "four seconds' share at once");
        shares.end("a", SECOND / 2, 0);
        assertEquals(2 * SECOND, asks("a", 0, 0));
        assertEquals(SECOND, asks("a", 0, SECOND));
        assertEquals(0, asks("a", 0, 2 * SECOND));
        assertEquals(0, asks("b", 0, 0), "others do not");
    }

    @Test
    void whoTookFarTooMuchWaitsHalfAMinuteAndNotForEver() {
        shares.end("a", 300 * SECOND, 0);
        assertEquals(ProcessorShare.LONGEST_DEBT_NANOS, asks("a", 0, 0));
    }

    @Test
    void whatWasNotTakenIsNotSavedUpForEver() {
        shares.end("a", SECOND, 0);
        shares.end("a", SECOND, 1000 * SECOND);
        assertEquals(0, asks("a", 0, 1000 * SECOND));
        shares.end("a", SECOND, 1000 * SECOND);
        assertEquals(4 * SECOND, asks("a", 0, 1000 * SECOND));
    }

    @Test
    void overLongRunsASourceHasItsShareAndNoMore() {
        long taken = 0;
        long step = SECOND / 100;
        for (long now = 0; now < 100 * SECOND; now += step) {
            if (asks("a", 3 * step, now) == 0) {
                taken += 3 * step;
            }
        }
        assertTrue(taken >= 25 * SECOND && taken <= 27 * SECOND, taken / 1e9 + " s");
    }

    @Test
    void theClockOfTheMachineMayBeginAnywhere() {
        long start = Long.MAX_VALUE - SECOND;
        shares.end("a", 2 * SECOND, start);
        assertEquals(4 * SECOND, asks("a", 0, start));
    }

    @Test
    void ofManySourcesTheEldestIsForgotten() {
        shares.end("first", 10 * SECOND, 0);
        for (int i = 0; i < ProcessorShare.MOST_SOURCES; i++) {
            shares.end("source " + i, 1, 0);
        }
        assertEquals(0, asks("first", 0, 0));
    }
}
