package org.sessionroom.tests.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "'How are you, Ana?', how are you ana, 0",
        "'I don''t know.', i don't know, 0",
        "eight in the morning, age in the morning, 1",
        "in the morning, in morning, 1",
        "in the morning, well in the morning, 1",
        "last night I slept well, unless my guy slipped well, 4",
        "in the morning, '', 3",
        "good morning, good evening to all of you, 5",
    })
    void aWordIsWrongThatIsAnotherMissedOrMadeUp(String said, String heard, int wrong) {
        assertEquals(wrong, WordErrors.between(said, heard).wrong());
    }

    @Test
    void theRateIsOfAllWordsThatWereSaid() {
        WordErrors whole = WordErrors.between("good morning", "good evening")
                .and(WordErrors.between("how are you today, Ana", "how are you today"));
        assertEquals(2.0 / 7, whole.rate());
    }
}
