package org.sessionroom.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenIdTest {

    @Test
    void anIdIsReadInEitherCase() {
        UUID id = UUID.randomUUID();
        assertEquals(id, WrittenId.parse(id.toString()));
        assertEquals(id, WrittenId.parse(id.toString().toUpperCase()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "00000000-0000-0000-0000-0000000000001",
                "{00000000-0000-0000-0000-000000000000}"
            })
    void otherSpellingsAreNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> WrittenId.parse(text));
    }
}
