package org.sessionroom.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTermsTest {

    private static final SessionId SESSION = new SessionId(UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6"));
    private static final Instant SINCE = Instant.parse("2026-11-22T19:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "7, 2026-11-22T19:00:05Z, true",
        // The clock of another node is behind.
        "7, 2026-11-22T18:59:55Z, true",
        "7, 2026-11-22T19:00:00Z, false",
        "5, 2026-11-22T18:59:55Z, false",
        "6, 2026-11-22T19:00:00Z, false",
    })
    void areOverWhenNewerOnesAreOthers(long revision, Instant since, boolean over) {
        assertEquals(over, at(6, SINCE).areOverBy(at(revision, since)));
    }

    @Test
    void theFirstChangeOfMindEndsWhatNobodyHadChanged() {
        assertTrue(at(6, null).areOverBy(at(7, SINCE)));
        assertFalse(at(6, null).areOverBy(at(7, null)));
    }

    @Test
    void admitWhatWasSpokenUnderThem() {
        assertTrue(at(1, SINCE).admit(SINCE));
        assertFalse(at(1, SINCE).admit(SINCE.minusMillis(1)));
        assertTrue(at(1, null).admit(SINCE));
    }

    private static TranscriptTerms at(long revision, Instant since) {
        return new TranscriptTerms(SESSION, revision, since);
    }
}
