package org.sessionroom.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void aWordMayHoldApostrophes() {
        assertEquals(2, Words.in("d'água fria").size());
    }

    /** A person may correct an utterance to any text. */
    @Test
    void aTextOfApostrophesIsOneWordAndNoOverflow() {
        assertEquals(1, Words.in("a" + "'a".repeat(100_000)).size());
    }
}
