package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

class ChatCompletionsTest {

    private static final CompletionRequest QUESTION =
            new CompletionRequest("Resuma.", "{\"falas\":[]}", "resumo", "{\"type\":\"object\"}", 300, "pt-BR");

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    private ChatCompletions completions(URI address, Duration patience) {
        Duration connect = Duration.ofSeconds(1);
        return new ChatCompletions(
                new Provider(
                        Provider.client(executor, connect), executor, address, Optional.of("chave-secreta"), connect),
                "pequeno",
                patience);
    }

    private Completion ask(ScriptedProvider provider) throws ProviderFailure {
        return completions(provider.address("/v1/chat/completions"), Duration.ofSeconds(5))
                .complete(QUESTION);
    }

    private static String answer(String content) {
        return Json.createObjectBuilder()
                .add("model", "pequeno-2")
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add(
                                                "message",
                                                Json.createObjectBuilder().add("content", content))))
                .add(
                        "usage",
                        Json.createObjectBuilder().add("prompt_tokens", 12).add("completion_tokens", 3))
                .build()
                .toString();
    }

    /** What a provider writes there may be anything, and is kept as it is. */
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

    private static Script answers(int status, String body) {
        return peer -> {
            peer.body();
            peer.answer(status, "application/json", body);
        };
    }

    private Reason refusal(Script script) {
        try (var provider = ScriptedProvider.playing(script)) {
            return assertThrows(ProviderFailure.class, () -> ask(provider)).reason();
        }
    }

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
        "400, REFUSED_REQUEST",
        "307, REFUSED_REQUEST",
        "429, BUSY",
        "503, BUSY",
        "500, FAILED"
    })
    void aRefusalHasItsReason(int status, Reason reason) {
        assertEquals(reason, refusal(answers(status, "{\"error\":{}}")));
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
        Provider provider = new Provider(
                Provider.client(executor, Duration.ofSeconds(1)),
                executor,
                URI.create("https://example.org/?key=chave-secreta"),
                Optional.of("chave-secreta"),
                Duration.ofSeconds(1));
        String shown = provider + " " + QUESTION + " " + new Completion("{\"resumo\":1}", "m", 1, 1);
        assertFalse(shown.contains("chave-secreta") || shown.contains("Resuma") || shown.contains("resumo\":"));
    }
}
