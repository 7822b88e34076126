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
 * Requests JSON according to a schema from a language model over {@code POST /v1/chat/completions} ({@code response_format}). Ollama and
 * others ignore {@code strict}, so the caller must validate an answer; what models write around
 * it ({@link AnsweredJson}) is removed here.
 */
public final class ChatCompletions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@+-]{1,120}");

    /** Time limit of a request, until the last byte of its answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Maximum bytes of an answer. */
    static final int LONGEST = 1_048_576;

    private static final int OK = 200;

    private final ProviderEndpoint provider;
    private final String model;
    private final Duration patience;
    private volatile AskedFor askedFor = AskedFor.USUAL;

    public ChatCompletions(ProviderEndpoint provider, String model, Duration patience) {
        this.provider = provider;
        this.model = model;
        this.patience = patience;
    }

    /**
     * Sends a request; if the provider refuses the way in which its answer is requested, immediately uses the alternative, also for
     * later requests.
     *
     * @throws ProviderFailure if there is no answer that is JSON
     * @throws IllegalArgumentException if the schema is not a JSON object
     */
    public Completion complete(CompletionRequest asked) throws ProviderFailure {
        long begun = System.nanoTime();
        HttpResponse<String> response = send(asked, patience);
        Optional<AskedFor> instead = instead(response);
        Duration left = patience.minusNanos(System.nanoTime() - begun);
        while (instead.isPresent() && !left.isNegative()) {
            askedFor = instead.get();
            response = send(asked, left);
            instead = instead(response);
            left = patience.minusNanos(System.nanoTime() - begun);
        }
        if (response.statusCode() != OK) {
            throw new ProviderFailure(
                    Refusals.of(response.statusCode(), response.body()), Refusals.retryAfter(response.headers()));
        }
        try {
            return completion(response.body());
        } catch (Unreadable e) {
            throw new ProviderFailure(Reason.NOT_JSON);
        }
    }

    private Optional<AskedFor> instead(HttpResponse<String> response) {
        return response.statusCode() != OK
                        && Refusals.of(response.statusCode(), response.body()) == Reason.REFUSED_REQUEST
                ? askedFor.insteadAfter(response.body())
                : Optional.empty();
    }

    private HttpResponse<String> send(CompletionRequest asked, Duration most) throws ProviderFailure {
        return send(
                provider.request()
                        .timeout(most)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question(asked)))
                        .build(),
                most);
    }

    /** The client's own time-out covers only the head of an answer; a slow body must be limited as well. */
    private HttpResponse<String> send(HttpRequest request, Duration most) throws ProviderFailure {
        CompletableFuture<HttpResponse<String>> answer =
                provider.client().sendAsync(request, BoundedBody.upTo(LONGEST));
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
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
        AskedFor way = askedFor;
        String instructions =
                asked.instructions() + "\n\nLanguage of the answer: " + asked.language() + way.instructions(asked);
        question.add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(message("system", instructions))
                                .add(message("user", asked.data())))
                .add("stream", false);
        way.addTo(question, asked, schema);
        return question.build().toString();
    }

    private static JsonObjectBuilder message(String role, String content) {
        return Json.createObjectBuilder().add("role", role).add("content", content);
    }

    private Completion completion(String body) throws Unreadable, ProviderFailure {
        ModelAnswer answer = ModelAnswer.read(body);
        String json = AnsweredJson.in(answer.text());
        JsonText.structure(json);
        return new Completion(
                json,
                answer.model().filter(this::isOfModel).orElse(model),
                answer.count("prompt_tokens"),
                answer.count("completion_tokens"));
    }

    /** Whether the name is a version of the requested model; other values may contain anything. */
    private boolean isOfModel(String name) {
        return !model.isEmpty() && name.startsWith(model) && NAME.matcher(name).matches();
    }
}
