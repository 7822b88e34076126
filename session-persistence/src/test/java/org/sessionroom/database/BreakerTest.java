package org.sessionroom.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(3), Duration.ofSeconds(1));

    private void failsAt(long now) {
        assertTrue(breaker.lets(now));
        breaker.failed(now);
    }

    private void opened() {
        failsAt(0);
        failsAt(0);
        failsAt(0);
    }

    @Test
    void staysClosedWhileFailuresAreFew() {
        failsAt(0);
        failsAt(0);
        assertTrue(breaker.lets(0));
        breaker.succeeded();
        failsAt(0);
        failsAt(0);
        assertTrue(breaker.lets(0));
        assertFalse(breaker.isOpen());
    }

    @Test
    void afterThreeFailuresInARowNobodyWaitsAnyMore() {
        opened();
        assertFalse(breaker.lets(1));
        assertFalse(breaker.lets(SECOND - 1));
    }

    @Test
    void aSecondLaterOneProbesAndNobodyWaitsForIt() {
        opened();
        assertFalse(breaker.letsProbe(SECOND - 1));
        assertTrue(breaker.letsProbe(SECOND));
        assertFalse(breaker.lets(SECOND));
        assertFalse(breaker.letsProbe(2 * SECOND + 1), "the one is still at it");
    }

    @Test
    void whatTheOneFindsHoldsForAll() {
        opened();
        assertTrue(breaker.letsProbe(SECOND));
        breaker.failed(SECOND + 1);
        assertFalse(breaker.lets(SECOND + 2));
        assertTrue(breaker.letsProbe(2 * SECOND + 1));
        breaker.succeeded();
        assertTrue(breaker.lets(2 * SECOND + 2));
        assertTrue(breaker.lets(2 * SECOND + 2));
        assertFalse(breaker.letsProbe(9 * SECOND), "there is nothing to find out");
    }

    @Test
    void aSilentDatabaseOpensItThoughNobodyHasFailedYet() {
        assertTrue(breaker.lets(0));
        assertTrue(breaker.lets(3 * SECOND));
        assertFalse(breaker.lets(3 * SECOND + 1));
        assertTrue(breaker.isOpen());
        assertFalse(breaker.lets(9 * SECOND));
        breaker.succeeded();
        assertTrue(breaker.lets(9 * SECOND), "one of those who waited got an answer");
    }

    @Test
    void aProbeThatIsNeverHeardOfAgainKeepsNoOtherFromTrying() {
        opened();
        assertTrue(breaker.letsProbe(SECOND));
        assertFalse(breaker.letsProbe(4 * SECOND));
        assertTrue(breaker.letsProbe(4 * SECOND + 1));
    }

    @Test
    void anAnswerToAnybodyEndsTheWaiting() {
        assertTrue(breaker.lets(0));
        assertTrue(breaker.lets(2 * SECOND));
        breaker.succeeded();
        assertTrue(breaker.lets(4 * SECOND));
    }

    @Test
    void aPoolThatIsTakenSaysNothingOfTheDatabase() {
        for (int i = 0; i < 10; i++) {
            assertTrue(breaker.lets(i));
            breaker.inconclusive();
        }
        assertFalse(breaker.isOpen());
    }
}
