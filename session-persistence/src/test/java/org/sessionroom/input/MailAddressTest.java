package org.sessionroom.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "ana@example.org, ana@example.org",
                "' Ana.Martins+sala@Example.ORG ', Ana.Martins+sala@example.org",
                "'\"ana maria\"@example.org', '\"ana maria\"@example.org'",
                "'\"ana@casa\\\"x\"@example.org', '\"ana@casa\\\"x\"@example.org'",
                "o'brien@example.org, o'brien@example.org",
                "ana@clínica.example, ana@xn--clnica-4va.example",
                "ana@münchen.example, ana@xn--mnchen-3ya.example",
                "ana@xn--mnchen-3ya.example, ana@xn--mnchen-3ya.example",
                "ana@例え。テスト, ana@xn--r8jz45g.xn--zckzah",
            })
    void mailGoesThere(String typed, String address) {
        assertEquals(address, MailAddress.read("clientEmail", typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202Aana@example.org\u202C",
                "\u200Eana@example.org\u00A0",
                "\uFEFFana@example.org\u200B",
                "ana\u200B@example.org",
                "ana@ex\u200Dam\u00ADple.org",
                " \u2066ana@example.org\u2069 \n"
            })
    void whatAPasteBringsAlongUnseenIsLeftOut(String pasted) {
        assertEquals("ana@example.org", MailAddress.read("clientEmail", pasted));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ana@",
                "@example.org",
                "ana@example",
                "a b@example.org",
                "a@b.c, d@e.f",
                "<a@b.c>",
                "a..b@example.org",
                ".a@example.org",
                "a.@example.org",
                "a@example..org",
                "a@.example.org",
                "a@example.org.",
                "a@-example.org",
                "a@example-.org",
                "a@exam_ple.org",
                "a@127.0.0.1",
                "a@[127.0.0.1]",
                "a@b@example.org",
                "\"\"@example.org",
                "\"ana@example.org",
                "ana\"maria\"@example.org",
                "a@example.org\r\nBcc: x@example.org",
                "a\u202Eb@example.org",
                "a@straße.example",
                "a@\uD800.example",
                "\"a\u0000\"@example.org",
            })
    void mailCannotGoThere(String typed) {
        assertEquals("clientEmail", fault(typed).field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@faß.de", "ana@βόλος.com"})
    void aDomainThatWeCannotConvertIsNamed(String typed) {
        assertEquals(Kind.FOREIGN_DOMAIN, fault(typed).kind());
    }

    /** A regular expression with a repeated group would use stack for each repetition. */
    @Test
    void aVeryLongAddressIsRefusedAndNoMore() {
        for (String typed : List.of(
                "a@" + "b.".repeat(20_000) + "c",
                '"' + "\\ ".repeat(20_000) + "\"@b.c",
                "a.".repeat(20_000) + "a@b.c")) {
            assertEquals(Kind.NO_ADDRESS, fault(typed).kind());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"josé@example.org", "アナ@example.org"})
    void lettersThatNotEveryServerTakesAreNamed(String typed) {
        assertEquals(Kind.FOREIGN_ADDRESS, fault(typed).kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 300})
    void whatIsTooLongIsRefused(int length) {
        fault("a".repeat(length) + "@example.org");
        fault("a@" + "b".repeat(length) + ".org");
        fault("a@" + "b.".repeat(length) + "org".repeat(50));
    }

    private static FieldFault fault(String typed) {
        return assertThrows(SessionRejected.class, () -> MailAddress.read("clientEmail", typed))
                .fault()
                .orElseThrow();
    }
}
