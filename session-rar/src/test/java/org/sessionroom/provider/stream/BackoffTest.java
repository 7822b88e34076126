package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void eachWaitIsAboutTwiceTheOneBeforeAndNeverBeyondTheBounds() {
        Duration most = Backoff.LEAST;
        for (int i = 0; i < 12; i++) {
            Duration wait = backoff.next();
            assertTrue(wait.compareTo(Backoff.LEAST) >= 0 && wait.compareTo(most) <= 0, wait::toString);
            assertTrue(wait.multipliedBy(2).compareTo(most) >= 0, wait::toString);
            most = most.multipliedBy(2).compareTo(Backoff.MOST) > 0 ? Backoff.MOST : most.multipliedBy(2);
        }
    }

    @Test
    void manyDoNotComeBackAtOnce() {
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Backoff one = new Backoff(new Random(i));
            one.next();
            one.next();
            waits.add(one.next());
        }
        assertTrue(waits.size() > 15);
    }

    @Test
    void aProviderThatIsBackIsForgiven() {
        for (int i = 0; i < 6; i++) {
            backoff.next();
        }
        backoff.reset();
        assertEquals(Backoff.LEAST, backoff.next());
    }
}
