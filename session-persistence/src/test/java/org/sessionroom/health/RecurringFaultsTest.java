package org.sessionroom.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecurringFaultsTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final RecurringFaults faults = new RecurringFaults(Duration.ofMinutes(1));

    @Test
    void theFirstIsSaidAtOnceAndTheRestOnceAMinuteWithTheirNumber() {
        assertEquals(OptionalLong.of(1), faults.count("08001", 0));
        for (int i = 1; i <= 500; i++) {
            assertEquals(OptionalLong.empty(), faults.count("08001", i));
        }
        assertEquals(OptionalLong.of(501), faults.count("08001", MINUTE));
        assertEquals(OptionalLong.empty(), faults.count("08001", MINUTE + 1));
    }

    @Test
    void eachKindIsCountedByItself() {
        assertEquals(OptionalLong.of(1), faults.count("08001", 0));
        assertEquals(OptionalLong.of(1), faults.count("53100", 0));
    }

    @Test
    void kindsThatAreOverMakeRoomForOthers() {
        IntStream.range(0, 200).forEach(i -> faults.count("kind " + i % 100, i));
        assertEquals(OptionalLong.of(1), faults.count("new", 2 * MINUTE));
        assertEquals(OptionalLong.empty(), faults.count("new", 2 * MINUTE + 1));
        assertEquals(OptionalLong.of(1), faults.count("another", 2 * MINUTE + 1));
    }

    @Test
    void kindsWithoutEndDoNotFillTheLog() {
        long said = IntStream.range(0, 10_000)
                .filter(i -> faults.count("kind " + i, 0).isPresent())
                .count();
        assertEquals(101, said);
    }
}
