package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

/** A language model in a test, and the request that is sent to it. */
abstract class ChatCompletionsCase {

    static final CompletionRequest QUESTION =
            new CompletionRequest("Resuma.", "{\"falas\":[]}", "resumo", "{\"type\":\"object\"}", 300, "pt-BR");

    final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    ChatCompletions completions(URI address, Duration patience) {
        Duration connect = Duration.ofSeconds(1);
        return new ChatCompletions(
                new ProviderEndpoint(
                        ProviderEndpoint.client(executor, connect),
                        executor,
                        address,
                        Optional.of("chave-secreta"),
                        connect),
                "pequeno",
                patience);
    }

    Completion ask(ScriptedProvider provider) throws ProviderFailure {
        return completions(provider.address("/v1/chat/completions"), Duration.ofSeconds(5))
                .complete(QUESTION);
    }

    static String answer(String content) {
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

    static Script answers(int status, String body) {
        return peer -> {
            peer.body();
            peer.answer(status, "application/json", body);
        };
    }

    Reason refusal(Script script) {
        try (var provider = ScriptedProvider.playing(script)) {
            return assertThrows(ProviderFailure.class, () -> ask(provider)).reason();
        }
    }
}
