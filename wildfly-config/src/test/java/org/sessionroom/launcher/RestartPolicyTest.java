package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Instant START = Instant.parse("2026-11-30T08:00:00Z");

    private final RestartPolicy policy = new RestartPolicy(5, Duration.ofMinutes(10));

    private Optional<Duration> endAfter(long seconds) {
        return policy.afterEndAt(START.plusSeconds(seconds));
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    @Test
    void eachRestartWithinTheTimeWaitsLongerAndTheSixthIsNotGiven() {
        assertEquals(seconds(1), endAfter(0));
        assertEquals(seconds(2), endAfter(10));
        assertEquals(seconds(4), endAfter(20));
        assertEquals(seconds(8), endAfter(30));
        assertEquals(seconds(16), endAfter(40));
        assertEquals(Optional.empty(), endAfter(50));
        assertEquals(Optional.empty(), endAfter(599));
    }

    @Test
    void whatEndedLongAgoNoLongerCounts() {
        for (int i = 0; i < 5; i++) {
            endAfter(i);
        }
        assertEquals(Optional.empty(), endAfter(599));
        // The first end is now ten minutes ago.
        assertEquals(seconds(16), endAfter(600));
        assertEquals(Optional.empty(), endAfter(600));
        assertEquals(seconds(1), endAfter(2000));
    }

    @Test
    void aPartThatEndsNowAndThenIsStartedAgainForEver() {
        assertEquals(
                1000,
                Stream.iterate(0L, at -> at + 600)
                        .limit(1000)
                        .flatMap(at -> endAfter(at).stream())
                        .count());
    }

    @Test
    void thePauseHasALimit() {
        var generous = new RestartPolicy(100, Duration.ofDays(1));
        Duration longest = Stream.generate(() -> generous.afterEndAt(START).orElseThrow())
                .limit(100)
                .max(Duration::compareTo)
                .orElseThrow();
        assertEquals(Duration.ofSeconds(30), longest);
    }
}
