package org.sessionroom.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNameTest {

    @ParameterizedTest
    @CsvSource({
        "Ana Martins, Ana",
        "Ana, Ana",
        "Dr. Paulo Rezende, Dr. Paulo",
        "Prof. Dra. Helena Costa, Prof. Dra. Helena",
        "🌱 Broto, 🌱 Broto",
        "🌱 Broto Silva, 🌱 Broto",
        "J. M., J. M.",
        "🌱, 🌱"
    })
    void theFirstNameWithItsTitleIsShort(String name, String expected) {
        assertEquals(expected, ShortName.of(name));
    }
}
