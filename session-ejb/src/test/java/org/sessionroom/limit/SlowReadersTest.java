package org.sessionroom.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final long SECOND = 1_000_000_000L;
    private static final SourceAddress ONE = SourceAddress.of("192.0.2.1");
    private static final SourceAddress OTHER = SourceAddress.of("192.0.2.2");

    /** These do not read their answers; that of reader 0 was not begun. */
    private static final Set<Integer> UNREAD = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9);

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
        readers.end(1, ONE);
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
        readers.end(0, SourceAddress.of("192.0.2.0"));
        assertEquals(Optional.of(1), readers.begin(11, SourceAddress.of("192.0.2.11"), 0));
        readers.end(5, SourceAddress.of("192.0.2.5"));
        assertEquals(Optional.empty(), readers.begin(12, SourceAddress.of("192.0.2.12"), 0));
    }

    private Optional<Integer> arrives(int reader, SourceAddress source, long nanoTime) {
        return readers.arrive(reader, source, UNREAD::contains, nanoTime);
    }

    /** Of ten readers the first has no answer yet, and the others do not read theirs. */
    private void tenArrive() {
        for (int reader = 0; reader < 10; reader++) {
            assertEquals(Optional.empty(), arrives(reader, ONE, 0), "nobody has gone on beyond the share");
        }
    }

    @Test
    void fromWhoeverGoesOnTheAnswerThatWaitsLongestIsGivenUpAndNobodyIsRefused() {
        tenArrive();
        for (int i = 0; i < 8; i++) {
            readers.ended(ONE, 0);
        }
        assertEquals(Optional.of(1), arrives(10, ONE, 0));
        readers.end(1, ONE);
        assertEquals(Optional.of(2), arrives(11, ONE, 0));
        assertEquals(Optional.empty(), arrives(12, OTHER, 0), "another source");
        assertEquals(Optional.empty(), arrives(13, ONE, 10 * SECOND), "afterwards");
    }

    @Test
    void whoeverHasFewUnfinishedAnswersKeepsThem() {
        for (int i = 0; i < 20; i++) {
            readers.ended(ONE, 0);
        }
        for (int reader = 1; reader <= 4; reader++) {
            assertEquals(Optional.empty(), arrives(reader, ONE, 0));
        }
        assertEquals(Optional.of(1), arrives(5, ONE, 0));
    }

    @Test
    void readersBeyondTheShareAreDisconnectedAndCount() {
        assertEquals(4, goOn(ONE, 12));
        for (int reader = 1; reader <= 4; reader++) {
            arrives(reader, ONE, 0);
        }
        assertEquals(Optional.of(1), arrives(5, ONE, 0));
    }
}
