package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.api.Reason;

class HealthTest {

    private final HandClock clock = new HandClock();
    private final Health health = new Health(clock, clock, true);

    @Test
    void aRefusalForGoodStandsForAWhileAndThenTheProviderIsTriedAgain() {
        health.down(Reason.MISCONFIGURED);
        assertEquals(Optional.of(Reason.MISCONFIGURED), health.standingRefusal());
        clock.pass(Health.REST.minusMillis(1));
        assertEquals(Optional.of(Reason.MISCONFIGURED), health.standingRefusal());
        clock.pass(Duration.ofMillis(1));
        assertEquals(Optional.empty(), health.standingRefusal());
        assertEquals(Optional.of(Reason.MISCONFIGURED), health.now().reason());
    }

    @Test
    void whatPassesStandsInNobodysWay() {
        health.down(Reason.BUSY);
        assertEquals(Optional.empty(), health.standingRefusal());
    }
}
