package org.sessionroom.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.Citation;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightKind;
import org.sessionroom.insight.NoteSection;
import org.sessionroom.insight.Refused;
import org.sessionroom.insight.Refused.Reason;
import org.sessionroom.transcript.SomeSession;
import org.sessionroom.transcript.Utterance;

class InsightReaderTest {

    private static final String THEME =
            "{\"kind\":\"THEME\",\"section\":null,\"text\":\"%s\",\"segments\":[%s],\"quotes\":[%s],\"changes\":[%s]}";

    private static AcceptedInsights read(String... statements) {
        return whole("{\"insights\":[" + String.join(",", statements) + "]}");
    }

    private static AcceptedInsights whole(String answer) {
        return SomeSession.reader(SomeSession.request()).read(answer);
    }

    private static String theme(String text, String segments, String quotes, String changes) {
        return THEME.formatted(text, segments, quotes, changes);
    }

    private static void assertRefused(Reason reason, AcceptedInsights answer) {
        assertEquals(new AcceptedInsights(List.of(), List.of(new Refused(reason, 1))), answer);
        assertTrue(answer.wantsRepair());
    }

    @Test
    void aStatementKeepsWhatItRestsOn() {
        AcceptedInsights answer = read(theme(
                "A mãe no hospital", "\"u4\",\"u2\"", "{\"segment\":\"u4\",\"words\":\"MINHA  mãe ficou\"}", "2"));
        Utterance mother = SomeSession.request().segments().get("u4");
        Utterance rest = SomeSession.request().segments().get("u2");
        Insight insight = answer.insights().get(0);
        assertEquals(InsightKind.THEME, insight.kind());
        assertEquals(
                List.of(
                        new Citation.OfUtterance(mother.id(), Optional.of("Minha mãe ficou")),
                        new Citation.OfUtterance(rest.id(), Optional.empty()),
                        new Citation.OfChange(2)),
                insight.citations());
        assertEquals(List.of(), answer.refused());
        assertFalse(answer.wantsRepair());
    }

    @Test
    void markupIsPlainText() {
        assertEquals(
                "<b>casa</b> & rua",
                read(theme("<b>casa</b> & rua", "\"u1\"", "", ""))
                        .insights()
                        .get(0)
                        .text());
    }

    @Test
    void whatShowsNothingIsNotKept() {
        assertEquals(
                "casa e rua",
                read(theme("\\u202Ecasa\\u0000e rua\\u200B", "\"u1\"", "", ""))
                        .insights()
                        .get(0)
                        .text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "u9;NO; UNKNOWN_SEGMENT",
                "u3;NO; UNKNOWN_SEGMENT",
                "3f2504e0-4f89-41d3-9a0c-0305e82c3301;NO; UNKNOWN_SEGMENT",
                "u4;minha mãe ficou em casa; QUOTE_NOT_VERBATIM",
                "u4;minha mae ficou; QUOTE_NOT_VERBATIM",
                "u4;Minha mãe fic; QUOTE_NOT_VERBATIM",
                "u4;hospital O médico; QUOTE_NOT_VERBATIM",
                "u4;' '; QUOTE_NOT_VERBATIM",
                "u2;quero morrer; QUOTE_CUTS_DENIAL"
            })
    void whatWasNotSaidSoIsRefused(String segment, String words, Reason reason) {
        String quotes = "NO".equals(words) ? "" : "{\"segment\":\"" + segment + "\",\"words\":\"" + words + "\"}";
        assertRefused(reason, read(theme("a", '"' + segment + '"', quotes, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"não quero morrer", "Eu não  quero", "só queria descansar."})
    void whatWasSaidSoIsKept(String words) {
        String quote = "{\"segment\":\"u2\",\"words\":\"" + words + "\"}";
        assertEquals(1, read(theme("a", "\"u2\"", quote, "")).insights().size());
    }

    /** A quotation inside a statement's text must also be verbatim from the transcript. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Disse: “vou embora de casa”.", "Disse «vou embora».", "Disse \\\"vou embora\\\" duas vezes."})
    void whatATextQuotesWasSaid(String text) {
        assertRefused(Reason.QUOTE_NOT_VERBATIM, read(theme(text, "\"u4\"", "", "")));
    }

    @Test
    void aTextMayQuoteWhatWasSaid() {
        AcceptedInsights answer = read(theme("Disse: “minha mãe ficou”, e calou.", "\"u4\"", "", ""));
        assertEquals(List.of(), answer.refused());
    }

    @Test
    void aQuoteOfALineThatIsNotCitedIsRefused() {
        assertRefused(Reason.UNKNOWN_SEGMENT, read(theme("a", "\"u1\"", "{\"segment\":\"u2\",\"words\":\"não\"}", "")));
    }

    @ParameterizedTest
    @CsvSource({"99, UNKNOWN_CHANGE", "-1, UNKNOWN_CHANGE", "'\"2\"', WRONG_SHAPE", "null, WRONG_SHAPE"})
    void aChangeThatIsNotThereIsRefused(String change, Reason reason) {
        assertRefused(reason, read(theme("a", "\"u1\"", "", change)));
    }

    @Test
    void whatRestsOnNothingIsRefused() {
        assertRefused(Reason.NO_CITATION, read(theme("a", "", "", "")));
    }

    @Test
    void noTextAndTooLongATextAreRefused() {
        assertRefused(Reason.NO_TEXT, read(theme(" \\n ", "\"u1\"", "", "")));
        assertRefused(Reason.TEXT_TOO_LONG, read(theme("a".repeat(Insight.LONGEST + 1), "\"u1\"", "", "")));
        assertEquals(
                1,
                read(theme("a".repeat(Insight.LONGEST), "\"u1\"", "", ""))
                        .insights()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "DIAGNOSIS, null, UNKNOWN_KIND",
        "theme, null, UNKNOWN_KIND",
        "NOTE_SECTION, null, WRONG_SHAPE",
        "NOTE_SECTION, '\"RESPONSE\"', WRONG_SECTION",
        "NOTE_SECTION, '\"HACK\"', WRONG_SECTION",
        "THEME, '\"PLAN\"', WRONG_SECTION"
    })
    void anotherKindOrSectionIsRefused(String kind, String section, Reason reason) {
        assertRefused(
                reason,
                read(theme("a", "\"u1\"", "", "")
                        .replace("\"THEME\"", '"' + kind + '"')
                        .replace("\"section\":null", "\"section\":" + section)));
    }

    @Test
    void aSectionOfTheFormIsKept() {
        AcceptedInsights answer = read(theme("a", "\"u1\"", "", "")
                .replace("\"THEME\"", "\"NOTE_SECTION\"")
                .replace("\"section\":null", "\"section\":\"PLAN\""));
        assertEquals(Optional.of(NoteSection.PLAN), answer.insights().get(0).section());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A cliente tem transtorno de ansiedade",
                "Quadro compatível com síndrome do pânico",
                "risco baixo",
                "sem risco no momento",
                "PHQ 21",
                "ansiedade 9/10",
                "melhora de 80%",
                "severe anxiety",
                "Diagnóstico: luto"
            })
    void aJudgementNobodySpokeOfIsRefused(String text) {
        assertRefused(Reason.JUDGEMENT, read(theme(text, "\"u4\"", "", "")));
    }

    @Test
    void aJudgementThatSomebodySpokeOfMayBeTold() {
        assertEquals(
                1,
                read(theme("Conta que o médico falou em depressão", "\"u4\"", "", ""))
                        .insights()
                        .size());
        assertRefused(Reason.JUDGEMENT, read(theme("Fala em depressão", "\"u1\"", "", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Claro! Aqui está o resumo.",
                "```json\n{\"insights\":[]}\n```",
                "[]",
                "null",
                "{\"insights\":[]} e mais",
                "{\"insights\":[{\"changes\":[777e7777777559]}]}",
                "{\"insights\":[],\"sure\":1e999}",
                "{\"insights\":[],\"sure\":0.123456789012345678}",
                "{\"insights\":[99999999999999999999]}",
                "{\"insights\":[\"",
                "{\"insights\":[[[[[[[[[[[]]]]]]]]]]]}",
                "<insights/>"
            })
    void whatIsNoSuchJsonIsRefusedWhole(String answer) {
        assertRefused(Reason.NOT_JSON, whole(answer));
    }

    @Test
    void bracketsWithoutEndDoNotBringItDown() {
        assertRefused(Reason.NOT_JSON, whole("[".repeat(InsightReader.LONGEST_ANSWER)));
        assertRefused(Reason.TOO_LARGE, whole("[".repeat(InsightReader.LONGEST_ANSWER + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"insights\":{}}",
                "{\"insights\":[],\"approved\":true}",
                "{\"insights\":[1]}",
                "{\"insights\":[1.5]}",
                "{\"insights\":[],\"note\":{\"sure\":0.5}}",
                "{\"insights\":[{}]}",
                "{\"insights\":[null]}"
            })
    void anotherShapeIsRefused(String answer) {
        assertRefused(Reason.WRONG_SHAPE, whole(answer));
    }

    /** Models often add a confidence that was not requested. */
    @ParameterizedTest
    @ValueSource(strings = {"0.87", "1", "-3.5e-2", "0.30000000000000004"})
    void aNumberThatNobodyAskedForIsPassedOver(String number) {
        String sure = theme("a", "\"u1\"", "", "").replace("{\"kind\"", "{\"confidence\":" + number + ",\"kind\"");
        AcceptedInsights answer = whole("{\"score\":" + number + ",\"insights\":[" + sure + "]}");
        assertEquals(1, answer.insights().size());
        assertEquals(List.of(), answer.refused());
    }

    @Test
    void aDecimalWhereAPlaceIsAskedForRefusesItsStatementAlone() {
        AcceptedInsights answer = read(theme("a", "\"u1\"", "", "1.0"), theme("b", "\"u1\"", "", ""));
        assertEquals(1, answer.insights().size());
        assertEquals(List.of(new Refused(Reason.WRONG_SHAPE, 1)), answer.refused());
    }

    @Test
    void aMemberTooManyIsRefused() {
        String extra = theme("a", "\"u1\"", "", "").replace("{\"kind\"", "{\"html\":\"<b>a</b>\",\"kind\"");
        assertRefused(Reason.WRONG_SHAPE, read(extra));
    }

    @Test
    void whatIsGoodIsKeptBesideWhatIsNot() {
        AcceptedInsights answer = read(
                theme("a", "\"u1\"", "", ""),
                theme("b", "\"u9\"", "", ""),
                theme("c", "\"u8\"", "", ""),
                theme("d", "", "", ""));
        assertEquals(1, answer.insights().size());
        assertEquals(
                List.of(new Refused(Reason.NO_CITATION, 1), new Refused(Reason.UNKNOWN_SEGMENT, 2)), answer.refused());
        assertFalse(answer.wantsRepair());
    }

    @Test
    void moreThanIsAskedForIsNotRead() {
        String[] many = new String[InsightReader.MOST + 3];
        Arrays.fill(many, theme("a", "\"u1\"", "", ""));
        AcceptedInsights answer = read(many);
        assertEquals(InsightReader.MOST, answer.insights().size());
        assertEquals(List.of(new Refused(Reason.TOO_MANY, 3)), answer.refused());
    }

    @Test
    void anEmptyAnswerIsAnAnswer() {
        assertFalse(read().wantsRepair());
    }

    @Test
    void askingAgainSaysHowItWasWrongAndNothingOfIt() {
        String again = InsightRequest.repairInstructions(List.of(new Refused(Reason.NO_CITATION, 2)));
        assertTrue(again.contains("NO_CITATION x2"));
    }
}
