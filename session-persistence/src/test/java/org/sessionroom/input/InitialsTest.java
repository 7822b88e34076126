package org.sessionroom.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialsTest {

    @ParameterizedTest
    @CsvSource({
        "ana beatriz martins, AM",
        "Dr. Paulo Rezende, PR",
        "Ana, A",
        "\uD83E\uDDF8 Bia, \uD83E\uDDF8B",
        "\uD83D\uDC69\u200D\uD83D\uDC67 Lu\u00A0\uD83C\uDDE7\uD83C\uDDF7, \uD83D\uDC69\u200D\uD83D\uDC67\uD83C\uDDE7\uD83C\uDDF7",
        "e\u0301rica, E\u0301",
        "Dr., D",
        "J. M., JM",
        "\u0915\u094D\u0937\u093F\u0924\u093F Rao, \u0915\u094D\u0937\u093FR",
    })
    void theFirstCharactersOfTheFirstAndTheLastName(String name, String initials) {
        assertEquals(initials, Initials.of(name));
    }
}
