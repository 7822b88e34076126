package org.sessionroom.provider.dialect;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;

/**
 * Asks a language model over {@code POST /v1/chat/completions} for JSON of a schema ({@code response_format}). Ollama and
 * others take no notice of {@code strict}, so that an answer has to be looked at by whoever asked.
 */
public final class ChatCompletions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@+-]{1,120}");

    /** How long an answer may take, from the question to its last byte. */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Bytes of the longest answer that is read. */
    static final int LONGEST = 1_048_576;

    private static final int OK = 200;

    private final Provider provider;
    private final String model;
    private final Duration patience;

    public ChatCompletions(Provider provider, String model, Duration patience) {
        this.provider = provider;
        this.model = model;
        this.patience = patience;
    }

    /**
     * @throws ProviderFailure when there is no answer that is JSON
     * @throws IllegalArgumentException when the schema is no JSON object
     */
    public Completion complete(CompletionRequest asked) throws ProviderFailure {
        HttpRequest request = provider.request()
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question(asked)))
                .build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != OK) {
            throw new ProviderFailure(Refusals.ofStatus(response.statusCode()));
        }
        try {
            return completion(response.body());
        } catch (Unreadable e) {
            throw new ProviderFailure(Reason.NOT_JSON);
        }
    }

    /** The client's own timeout ends with the head of an answer; a body that dribbles in has to end as well. */
    private HttpResponse<String> send(HttpRequest request) throws ProviderFailure {
        CompletableFuture<HttpResponse<String>> answer =
                provider.client().sendAsync(request, BoundedBody.upTo(LONGEST));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ProviderFailure(Refusals.of(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProviderFailure(Reason.TIMED_OUT);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderFailure(Reason.DROPPED);
        }
    }

    private String question(CompletionRequest asked) {
        JsonObject schema;
        try {
            schema = JsonText.object(asked.schema());
        } catch (Unreadable e) {
            throw new IllegalArgumentException("schema is no JSON object");
        }
        JsonObjectBuilder question = Json.createObjectBuilder();
        if (!model.isEmpty()) {
            question.add("model", model);
        }
        return question.add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(message(
                                        "system",
                                        asked.instructions() + "\n\nLanguage of the answer: " + asked.language()))
                                .add(message("user", asked.data())))
                .add("max_tokens", asked.maxTokens())
                .add(
                        "response_format",
                        Json.createObjectBuilder()
                                .add("type", "json_schema")
                                .add(
                                        "json_schema",
                                        Json.createObjectBuilder()
                                                .add("name", asked.schemaName())
                                                .add("strict", true)
                                                .add("schema", schema)))
                .build()
                .toString();
    }

    private static JsonObjectBuilder message(String role, String content) {
        return Json.createObjectBuilder().add("role", role).add("content", content);
    }

    private Completion completion(String body) throws Unreadable {
        JsonObject answer = JsonText.object(body);
        JsonObject usage = JsonText.inner(answer, "usage");
        Optional<String> content = JsonText.objects(answer, "choices").stream()
                .findFirst()
                .flatMap(choice -> JsonText.string(JsonText.inner(choice, "message"), "content"));
        String json = content.orElseThrow(Unreadable::new).strip();
        JsonText.structure(json);
        return new Completion(
                json,
                JsonText.string(answer, "model").filter(this::isOfModel).orElse(model),
                count(usage, "prompt_tokens"),
                count(usage, "completion_tokens"));
    }

    /** A version of the model that was asked for, as its provider calls it; anything else may be anything. */
    private boolean isOfModel(String name) {
        return !model.isEmpty() && name.startsWith(model) && NAME.matcher(name).matches();
    }

    private static int count(JsonObject usage, String name) {
        return (int) Math.max(0, JsonText.number(usage, name).orElse(0));
    }
}
