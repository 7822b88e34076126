package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** How an answer of a language model is read. */
class ChatAnswerTest extends ChatCompletionsCase {

    /** The field may contain any value, which is kept unchanged. */
    @ParameterizedTest
    @CsvSource({
        "pequeno-2, pequeno-2",
        "HOUSE, pequeno",
        "'pequeno segredo', pequeno",
        "'pequeno\u202E', pequeno",
        "grande, pequeno"
    })
    void theModelIsTheOneThatWasAskedForOrAVersionOfIt(String says, String model) throws ProviderFailure {
        try (var provider = ScriptedProvider.playing(answers(200, answer("{}").replace("pequeno-2", says)))) {
            assertEquals(model, ask(provider).model());
        }
    }

    private static final String GOOD = "{\"resumo\":\"um </think> e ``` dentro\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GOOD",
                "\uFEFFGOOD",
                "```json\nGOOD\n```",
                "```\nGOOD\n```\n",
                "```json GOOD```",
                "<think>\nTalvez {\"a\":1}?\n</think>\n\n```json\nGOOD\n```",
                "Deixe-me pensar.\n</think>\nGOOD",
                "Claro, aqui está:\n```json\nGOOD\n```\nEspero que ajude."
            })
    void jsonIsReadInWhatModelsWrapItIn(String wrapped) throws ProviderFailure {
        String good = wrapped.matches("(\uFEFF|```\\w*\n)?GOOD.*") ? GOOD : "{\"resumo\":\"um\"}";
        try (var provider = ScriptedProvider.playing(answers(200, answer(wrapped.replace("GOOD", good))))) {
            assertEquals(good, ask(provider).json());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n{}\n```\n```json\n{}\n```",
                "<think>{}",
                "<think>{\"a\":1}</think>",
                "```json\nClaro: {}\n```",
                "Claro, aqui está: {}"
            })
    void whatIsMoreThanOneWrappedJsonIsNone(String wrapped) {
        assertEquals(Reason.NOT_JSON, refusal(answers(200, answer(wrapped))));
    }

    @Test
    void contentPartsAreReadTogetherAndThoughtsAreNot() throws ProviderFailure {
        String parts = "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                + "{\"type\":\"text\",\"text\":\"{\\\"a\\\":\"},{\"type\":\"output_text\",\"text\":\"1}\"}]";
        try (var provider = ScriptedProvider.playing(
                answers(200, "\uFEFF{\"choices\":[{\"message\":{\"content\":" + parts + "}}]}"))) {
            assertEquals("{\"a\":1}", ask(provider).json());
        }
    }

    private static String piece(String content) {
        return "data: {\"model\":\"pequeno-2\",\"choices\":[{\"delta\":{\"content\":\"" + content + "\"}}]}\r\n\r\n";
    }

    @Test
    void anEventStreamThatNobodyAskedForIsReadToItsEnd() throws ProviderFailure {
        String stream = ": hello\n\nevent: message\n" + piece("{\\\"a\\\"") + piece(":1}")
                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";
        try (var provider = ScriptedProvider.playing(answers(200, stream))) {
            assertEquals(new Completion("{\"a\":1}", "pequeno-2", 7, 2), ask(provider));
        }
    }

    @Test
    void aStreamThatBreaksOffIsDroppedAlsoWhereItsPiecesAreJson() {
        assertEquals(Reason.DROPPED, refusal(answers(200, piece("{}"))));
    }

    @ParameterizedTest
    @CsvSource({"length, CUT_SHORT", "content_filter, DECLINED"})
    void anAnswerThatIsNotWholeIsSaidNotToBe(String finish, Reason reason) {
        String body = answer("{}").replace("{\"message\"", "{\"finish_reason\":\"" + finish + "\",\"message\"");
        assertEquals(reason, refusal(answers(200, body)));
    }

    @Test
    void aModelThatDeclinesIsSaidTo() {
        String body = "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I cannot.\"}}]}";
        assertEquals(Reason.DECLINED, refusal(answers(200, body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON",
                "{\"choices\":[{\"message\":{\"content\":\"BRACKETS\"}}]}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{\"content\":null}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"Claro, aqui está: {}\"}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"{\\\"n\\\":\"}}]}",
                "{\"choices\":[{\"message\":{\"content\":\"{\\\"n\\\":1,\\\"n\\\":2}\"}}]}"
            })
    void anAnswerThatIsNoJsonIsRefused(String body) {
        assertEquals(Reason.NOT_JSON, refusal(answers(200, body.replace("BRACKETS", "[".repeat(5_000)))));
    }

    @Test
    void anAnswerBeyondItsBoundIsRefused() {
        String large = answer("{\"a\":\"" + "a".repeat(ChatCompletions.LONGEST) + "\"}");
        assertEquals(Reason.TOO_LARGE, refusal(answers(200, large)));
    }

    @Test
    void aConnectionThatEndsEarlyIsDropped() {
        assertEquals(Reason.DROPPED, refusal(Peer::body));
    }

    @Test
    void anAnswerThatDribblesInTakesNoLongerThanAllowed() {
        Script dribbles = peer -> {
            peer.body();
            peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            peer.hold();
        };
        try (var provider = ScriptedProvider.playing(dribbles)) {
            var failure =
                    assertThrows(ProviderFailure.class, () -> completions(provider.address("/"), Duration.ofMillis(300))
                            .complete(QUESTION));
            assertEquals(Reason.TIMED_OUT, failure.reason());
        }
    }
}
