package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.Messages;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | ''                     | pt-BR",
                "''                          | en-US,en;q=0.9         | en",
                "''                          | fr,en;q=0.5,pt;q=0.4   | en",
                "''                          | fr,de                  | pt-BR",
                "''                          | pt-PT                  | pt-BR",
                "language=en                 | pt-BR                  | en",
                "a=b; language=pt-BR; c=d    | en                     | pt-BR",
                "language=                   | en                     | pt-BR",
                "''                          | ;;;garbage=            | pt-BR"
            })
    void theChoiceWinsThenTheBrowserThenPortuguese(String cookies, String accepted, String expected) {
        assertEquals(expected, Language.of(cookies, accepted, "").toLanguageTag());
    }

    /** Several people may use one browser after the other. */
    @ParameterizedTest
    @CsvSource({"en.ana, ana, en", "en.ana, rui, pt-BR", "en.ana, '', en", "en, rui, en", "en., rui, pt-BR"})
    void aChoiceHoldsForWhoeverMadeIt(String choice, String reader, String expected) {
        assertEquals(
                expected, Language.of("language=" + choice, "pt-BR", reader).toLanguageTag());
    }

    @Test
    void aChoiceIsKeptWithWhoMadeIt() {
        assertEquals("en.ana", Language.choice(Messages.ENGLISH, "ana"));
        assertEquals("en", Language.choice(Messages.ENGLISH, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/agenda, /agenda",
        "/room?session=0192-a, /room?session=0192-a",
        "//evil.example, /",
        "/\\evil.example, /",
        "https://evil.example, /",
        "/agenda/../x, /",
        ", /"
    })
    void onlyAPathOfOursIsGoneBackTo(String asked, String expected) {
        assertEquals(expected, LanguageServlet.ownPath(asked));
    }
}
