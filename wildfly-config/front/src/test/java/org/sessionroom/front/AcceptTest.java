package org.sessionroom.front;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8",
                "application/json; charset=utf-8, text/plain;q=0.5",
                "application/signed-exchange;v=b3;q=0.7",
                "text/html;level=1;q=1.000",
            })
    void whatClientsSendIsRead(String header) {
        assertTrue(Accept.isReadable(List.of(header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";;;", ";q=x", "a/b;q=x", "a/b;q=2", "a", "a/", "a/b,", "a/b;", "a/b;q", "\u00fc/b"})
    void whatCannotBeReadIsNot(String header) {
        assertFalse(Accept.isReadable(List.of(header)));
    }

    @Test
    void noneIsReadable() {
        assertTrue(Accept.isReadable(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7", "*", "de-CH-1996", "en ; q=0.5, *;q=0", "zh-Hant-TW"})
    void languagesAsBrowsersSendThemAreRead(String header) {
        assertTrue(Accept.areLanguages(List.of(header)));
        assertTrue(Accept.areLanguages(null));
    }

    /** The JDK would need seconds to parse the first one, and minutes for one of 28 kB. */
    @ParameterizedTest
    @ValueSource(strings = {"a-a-a-a-a-a-a-a", "", "abcdefghi", "en;q=2", "en,,pt", "%%;q=z"})
    void otherLanguagesSayNothing(String header) {
        assertFalse(Accept.areLanguages(List.of(header)));
        assertFalse(Accept.areLanguages(List.of("en", "pt")));
        assertFalse(Accept.areLanguages(List.of("a-".repeat(14_000) + "a")));
        assertFalse(Accept.areLanguages(List.of("en,".repeat(9_000) + "en")));
    }
}
