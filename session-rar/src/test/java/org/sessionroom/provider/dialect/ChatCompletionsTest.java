package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** What a language model is asked, and what its refusals mean. */
class ChatCompletionsTest extends ChatCompletionsCase {

    @Test
    void theQuestionNamesItsSchemaAndTheAnswerIsJson() throws ProviderFailure {
        Script script = peer -> {
            assertEquals("POST /v1/chat/completions HTTP/1.1", peer.requestLine());
            assertEquals("Bearer chave-secreta", peer.header("authorization"));
            assertEquals("", peer.header("upgrade"));
            JsonObject question =
                    Json.createReader(new ByteArrayInputStream(peer.body())).readObject();
            assertEquals("pequeno", question.getString("model"));
            assertEquals(300, question.getInt("max_tokens"));
            JsonObject user = question.getJsonArray("messages").getJsonObject(1);
            assertEquals("user", user.getString("role"));
            assertEquals("{\"falas\":[]}", user.getString("content"));
            JsonObject schema = question.getJsonObject("response_format").getJsonObject("json_schema");
            assertEquals("resumo", schema.getString("name"));
            assertEquals(true, schema.getBoolean("strict"));
            assertEquals("object", schema.getJsonObject("schema").getString("type"));
            peer.answer(200, "application/json", answer(" {\"resumo\":\"curto\"} "));
        };
        try (var provider = ScriptedProvider.playing(script)) {
            assertEquals(new Completion("{\"resumo\":\"curto\"}", "pequeno-2", 12, 3), ask(provider));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED_LOGIN",
        "403, REFUSED_LOGIN",
        "402, OUT_OF_QUOTA",
        "400, REFUSED_REQUEST",
        "307, MISCONFIGURED",
        "404, MISCONFIGURED",
        "405, MISCONFIGURED",
        "413, CUT_SHORT",
        "429, BUSY",
        "503, BUSY",
        "529, BUSY",
        "504, TIMED_OUT",
        "500, FAILED"
    })
    void aRefusalHasItsReason(int status, Reason reason) {
        assertEquals(reason, refusal(answers(status, "{\"error\":{}}")));
    }

    /** The remedies differ, and the status code alone is not enough to distinguish them. */
    @ParameterizedTest
    @CsvSource({
        "429, insufficient_quota, OUT_OF_QUOTA",
        "429, billing_hard_limit_reached, OUT_OF_QUOTA",
        "429, rate_limit_exceeded, BUSY",
        "400, invalid_api_key, REFUSED_LOGIN",
        "400, model_not_found, MISCONFIGURED",
        "400, context_length_exceeded, CUT_SHORT",
        "400, content_filter, DECLINED",
        "400, something_else, REFUSED_REQUEST",
        "200, insufficient_quota, OUT_OF_QUOTA",
        "200, something_else, FAILED"
    })
    void anErrorsCodeSaysMoreThanItsStatus(int status, String code, Reason reason) {
        assertEquals(reason, refusal(answers(status, "{\"error\":{\"code\":\"" + code + "\"}}")));
    }

    @Test
    void aQuestionTooLongForTheModelIsSaidToBeAlsoWithoutACode() {
        String words = "'max_tokens' is too large: 300. This model's maximum context length is 200 tokens.";
        assertEquals(Reason.CUT_SHORT, refusal(answers(400, "{\"error\":{\"message\":\"" + words + "\"}}")));
    }

    /** Each reason has a remedy: time, another request, or an action of the operator. */
    @Test
    void whatPassesIsToldFromWhatStays() {
        assertEquals(Reason.Remedy.TIME, Reason.BUSY.remedy());
        assertEquals(Reason.Remedy.OTHER_QUESTION, Reason.CUT_SHORT.remedy());
        assertEquals(Reason.Remedy.OPERATOR, Reason.MISCONFIGURED.remedy());
    }

    private static String refusing(String parameter, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"param\":\"" + parameter
                + "\",\"code\":\"unsupported_parameter\"}}";
    }

    private static JsonObject question(Peer peer) throws IOException {
        return Json.createReader(new ByteArrayInputStream(peer.body())).readObject();
    }

    @Test
    void aModelThatTakesTheNewerBoundAloneIsAskedWithItAndSoFromThenOn() throws ProviderFailure {
        Script older = peer -> {
            assertTrue(question(peer).containsKey("max_tokens"));
            peer.answer(400, "application/json", refusing("max_tokens", "Use 'max_completion_tokens' instead."));
        };
        Script newer = peer -> {
            JsonObject question = question(peer);
            assertFalse(question.containsKey("max_tokens"));
            assertEquals(300, question.getInt("max_completion_tokens"));
            peer.answer(200, "application/json", answer("{}"));
        };
        try (var provider = ScriptedProvider.playing(older, newer)) {
            ChatCompletions completions = completions(provider.address("/"), Duration.ofSeconds(5));
            completions.complete(QUESTION);
            completions.complete(QUESTION);
            assertEquals(3, provider.connections());
        }
    }

    @Test
    void aServerThatKnowsNoSchemaIsAskedForAnyObjectAndThenInWords() throws ProviderFailure {
        Script noSchema = answers(400, "{\"error\":{\"message\":\"This response_format type is unavailable now\"}}");
        Script noFormat = answers(422, "{\"detail\":[{\"loc\":[\"body\",\"response_format\"],\"msg\":\"Extra\"}]}");
        Script words = peer -> {
            JsonObject question = question(peer);
            assertFalse(question.containsKey("response_format"));
            String instructions =
                    question.getJsonArray("messages").getJsonObject(0).getString("content");
            assertTrue(instructions.contains(QUESTION.schema()));
            peer.answer(200, "application/json", answer("{}"));
        };
        try (var provider = ScriptedProvider.playing(noSchema, noFormat, words)) {
            assertEquals("{}", ask(provider).json());
        }
    }

    @Test
    void aProviderThatRefusesEveryWayIsNotAskedForEver() {
        try (var provider = ScriptedProvider.playing(
                answers(400, refusing("max_tokens", "no max_tokens, no max_completion_tokens, no response_format")))) {
            var failure = assertThrows(ProviderFailure.class, () -> ask(provider));
            assertEquals(Reason.REFUSED_REQUEST, failure.reason());
            assertEquals(5, provider.connections());
        }
    }

    /** Seconds, or a date by the clock of the provider; anything else is ignored. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "120 | - | 120",
                " 0 | - | 0",
                "Mon, 30 Nov 2026 10:05:00 GMT | Mon, 30 Nov 2026 10:00:00 GMT | 300",
                "Mon, 30 Nov 2026 09:05:00 GMT | Mon, 30 Nov 2026 10:00:00 GMT | -",
                "Mon, 30 Nov 2026 10:05:00 GMT | - | -",
                "soon | - | -",
                "-5 | - | -",
                "99999999999999999999 | - | -",
                "- | - | -",
            })
    void whenToComeBackIsHeeded(String retryAfter, String date, Long seconds) {
        var headers = new HashMap<String, String>();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        if (date != null) {
            headers.put("Date", date);
        }
        Script busy = peer -> {
            peer.body();
            peer.answer(503, "text/plain", "later", headers);
        };
        try (var provider = ScriptedProvider.playing(busy)) {
            ProviderFailure failure = assertThrows(ProviderFailure.class, () -> ask(provider));
            assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), failure.retryAfter());
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        URI nobody;
        try (var provider = ScriptedProvider.playing(Peer::hold)) {
            nobody = provider.address("/");
        }
        var failure = assertThrows(ProviderFailure.class, () -> completions(nobody, Duration.ofSeconds(5))
                .complete(QUESTION));
        assertEquals(Reason.UNREACHABLE, failure.reason());
    }

    @Test
    void nothingShowsTheKeyOrWhatWasAsked() {
        ProviderEndpoint provider = new ProviderEndpoint(
                ProviderEndpoint.client(executor, Duration.ofSeconds(1)),
                executor,
                URI.create("https://example.org/?key=chave-secreta"),
                Optional.of("chave-secreta"),
                Duration.ofSeconds(1));
        String shown = provider + " " + QUESTION + " " + new Completion("{\"resumo\":1}", "m", 1, 1);
        assertFalse(shown.contains("chave-secreta") || shown.contains("Resuma") || shown.contains("resumo\":"));
    }
}
