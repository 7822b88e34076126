package org.sessionroom.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

class TextRuleTest {

    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    @ParameterizedTest
    @ValueSource(strings = {"\u200B\u200B", "\u2800", "\u0301", "\n\u2060\n"})
    void whatIsSaidOrGivenAsAReasonIsSeen(String typed) {
        for (TextRule rule : List.of(TextRule.MESSAGE, TextRule.REASON)) {
            assertTrue(rule.isEmpty(typed));
            assertEquals(Kind.MISSING, rule.fault("text", typed).orElseThrow().kind());
        }
    }

    @Test
    void aMessageIsReadAsItIsWritten() {
        assertEquals(
                "veja https://example.org/gro.ocnab",
                TextRule.MESSAGE.read("text", "veja https://example.org/\u202Egro.ocnab\u202C"));
    }

    @ParameterizedTest
    @CsvSource({
        "so\u00ADfrimento, sofrimento",
        "\uFEFFAna\u200B Martins\u2060, Ana Martins",
        "\u00A0Ana\u00A0Martins\u3000, Ana Martins",
        "\u200EAna\u200F, Ana",
        "Pau\u200Dlo, Paulo",
        "Pau\u200Clo, Paulo",
    })
    void whatAPasteBringsAndNobodySeesIsLeftOut(String pasted, String kept) {
        assertEquals(kept, TextRule.LABEL.read("label", pasted));
        assertEquals(kept, TextRule.PERSON_NAME.read("clientName", pasted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FAMILY,
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
                "\u2764\uFE0F\u200D\uD83D\uDD25",
                "می\u200Cخواهم",
                "क्\u200Dष",
                "João D’Ávila-Ñandú 李",
                "e\u0301",
            })
    void whatJoinsLettersAndSignsIsKept(String text) {
        assertEquals(text, TextRule.LABEL.read("label", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u202Eb",
                "a\u2067b\u2069",
                "a\u2028b",
                "a\u2029b",
                "a\u0000b",
                "a\nb",
                "a\tb",
                "a\uD83Eb",
                "a\uDDF8b"
            })
    void whatIsReadOtherwiseThanItIsWrittenIsRefused(String text) {
        for (TextRule line :
                new TextRule[] {TextRule.LABEL, TextRule.PERSON_NAME, TextRule.USER_NAME, TextRule.EXTERNAL_ID}) {
            assertEquals(Kind.UNPRINTABLE, fault(line, text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\u200B",
                "\u3164\u2060",
                "\u00AD \u200D",
                "\u2800",
                "\uFE0F",
                "\u0301",
                "\uE000",
                "\uFFFC",
                "\uFFFE"
            })
    void aNameOfWhichNothingIsSeenIsMissing(String name) {
        assertEquals(Kind.MISSING, fault(TextRule.PERSON_NAME, name));
        assertEquals("", TextRule.LABEL.read("label", name));
    }

    @Test
    void linesAreAsLongAsTheirLettersAndSigns() {
        assertEquals(FAMILY.repeat(40), TextRule.LABEL.read("label", FAMILY.repeat(40)));
        assertEquals(Kind.TOO_LONG, fault(TextRule.LABEL, FAMILY.repeat(41)));
        assertEquals(Kind.TOO_LONG, fault(TextRule.LABEL, "a".repeat(41)));
        assertTrue(TextRule.PERSON_NAME.accepts("\uD83E\uDDF8".repeat(100)));
        // Two letters, which are one grapheme cluster in one version of Unicode and two in another.
        String kshi = "\u0915\u094D\u0937\u093F";
        assertTrue(TextRule.LABEL.accepts(kshi.repeat(20)));
        assertEquals(Kind.TOO_LONG, fault(TextRule.LABEL, kshi.repeat(20) + "a"));
        assertTrue(TextRule.LABEL.accepts("\uD83D\uDC4B\uD83C\uDFFD".repeat(40)));
    }

    @Test
    void oneCharacterThatNeverEndsIsTooLong() {
        assertEquals(Kind.TOO_LONG, fault(TextRule.LABEL, "e" + "\u0301".repeat(400)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paulo\u200B", "pau\u00ADlo", "paulo\u00A0rezende"})
    void whatIsComparedIsTakenAsItIsOrNotAtAll(String userName) {
        assertFalse(TextRule.USER_NAME.accepts(userName));
        assertTrue(TextRule.USER_NAME.accepts("paulo rezende"));
    }

    @ParameterizedTest
    @EnumSource(TextRule.class)
    void aRefusalSaysWhereAndWhyAndNothingOfTheText(TextRule rule) {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> rule.read("there", "segredo\u0000"));
        assertEquals(
                new FieldFault("there", Kind.UNPRINTABLE, ""), refusal.fault().orElseThrow());
        assertFalse(refusal.getMessage().contains("segredo"));
        assertEquals(Kind.MISSING, fault(rule, null));
    }

    @Test
    void textsOfSeveralLinesKeepThem() {
        assertEquals("a\n\tb", TextRule.REASON.read("reason", " a\r\n\tb\n"));
        assertEquals(" a\n\tb ", TextRule.NOTES.read("text", " a\n\tb "));
    }

    private static Kind fault(TextRule rule, String text) {
        return rule.fault("there", text).map(FieldFault::kind).orElse(null);
    }
}
