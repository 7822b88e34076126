package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final long SECOND = 1_000_000_000L;
    private static final SourceAddress ONE = SourceAddress.of("192.0.2.1");
    private static final SourceAddress OTHER = SourceAddress.of("192.0.2.2");

    private final SlowReaders<Integer> readers = new SlowReaders<>(4, 10);
    private int last;

    private int goOn(SourceAddress source, int requests) {
        int going = 0;
        for (int i = 0; i < requests; i++) {
            going += readers.begin(++last, source, 0).isEmpty() ? 1 : 0;
        }
        return going;
    }

    @Test
    void aFewAtATimeGoOnAndAnotherSourceHasItsOwn() {
        assertEquals(4, goOn(ONE, 10));
        assertEquals(4, goOn(OTHER, 4));
        readers.end(1);
        assertEquals(1, goOn(ONE, 2));
    }

    @Test
    void theNetworksOfOneSiteHaveAShareTogether() {
        int going = 0;
        for (int network = 0; network < 8; network++) {
            going += goOn(SourceAddress.of("2001:db8:7:" + network + "::1"), 1);
        }
        assertEquals(4, going);
    }

    @Test
    void ofTooManyInAllWhoeverHasBeenSlowForLongestIsEnded() {
        for (int source = 0; source < 10; source++) {
            assertEquals(Optional.empty(), readers.begin(source, SourceAddress.of("192.0.2." + source), 0));
        }
        assertEquals(Optional.of(0), readers.begin(10, SourceAddress.of("192.0.2.10"), 0));
        readers.end(0);
        assertEquals(Optional.of(1), readers.begin(11, SourceAddress.of("192.0.2.11"), 0));
        readers.end(5);
        assertEquals(Optional.empty(), readers.begin(12, SourceAddress.of("192.0.2.12"), 0));
    }

    @Test
    void whoeverGoesOnIsNotServedForAWhile() {
        goOn(ONE, 4);
        assertEquals(Optional.empty(), readers.refusal(ONE, 0), "slow, but within the bound");
        goOn(ONE, 8);
        assertTrue(readers.refusal(ONE, 0).isPresent());
        assertEquals(Optional.empty(), readers.refusal(OTHER, 0));
        assertEquals(Optional.empty(), readers.refusal(ONE, 10 * SECOND));
    }

    @Test
    void whoeverTakesNoAnswerToTheEndHasGoneOnAsWell() {
        for (int i = 0; i < 8; i++) {
            readers.ended(ONE, 0);
        }
        assertTrue(readers.refusal(ONE, 0).isPresent());
    }
}
