package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {

    private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Duration elapsed = Duration.ZERO;
    private Duration shift = Duration.ZERO;

    private final SteadyClock clock = new SteadyClock(
            new Clock() {
                @Override
                public Instant instant() {
                    return START.plus(elapsed).plus(shift);
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            () -> elapsed.toNanos() - 7_000_000_000L);

    private void passes(Duration time) {
        for (Duration end = elapsed.plus(time); elapsed.compareTo(end) < 0; elapsed = elapsed.plus(SECOND)) {
            clock.instant();
        }
    }

    private void shows(Duration sinceStart) {
        assertEquals(START.plus(sinceStart), clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "PT3H", "PT6S", "-P3650D", "P3650D"})
    void aStepThatIsTakenBackWithinAMinuteIsNotSeen(Duration step) {
        passes(Duration.ofHours(1));
        shift = step;
        shows(Duration.ofHours(1));
        assertEquals(Optional.of(step), clock.step());
        passes(Duration.ofSeconds(59));
        shows(Duration.ofHours(1).plusSeconds(59));
        shift = Duration.ZERO;
        shows(Duration.ofHours(1).plusSeconds(59));
        assertEquals(Optional.empty(), clock.step());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT3H", "PT3H"})
    void aStepThatLastsIsBelievedAfterAMinute(Duration step) {
        shift = step;
        passes(Duration.ofMinutes(1).plusSeconds(1));
        shows(elapsed.plus(step));
        assertEquals(Optional.empty(), clock.step());
        shift = Duration.ZERO;
        shows(elapsed.plus(step));
    }

    @Test
    void aClockThatJumpsToAndFroIsNeverBelieved() {
        for (int i = 0; i < 10; i++) {
            shift = Duration.ofHours(i % 2 == 0 ? 3 : -3);
            passes(Duration.ofSeconds(40));
            shows(elapsed);
        }
    }

    @Test
    void aClockNobodyLooksAtForLongIsRightAllTheSame() {
        elapsed = Duration.ofDays(3);
        shows(elapsed);
        shift = Duration.ofHours(2);
        shows(elapsed);
        elapsed = elapsed.plusHours(1);
        shows(elapsed.plus(shift));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT4S", "PT4S", "PT0.5S"})
    void smallCorrectionsAreFollowedAtOnce(Duration correction) {
        passes(Duration.ofMinutes(1));
        shift = correction;
        shows(Duration.ofMinutes(1).plus(correction));
        assertEquals(Optional.empty(), clock.step());
    }

    @Test
    void ticksInMicroseconds() {
        shift = Duration.ofNanos(1_999);
        shows(Duration.ofNanos(1_000));
    }
}
