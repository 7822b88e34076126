package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.stream.ProviderConversation;
import org.sessionroom.provider.stream.RecognitionEvent;

/**
 * A conversation with a provider that accepts files ({@code POST /v1/audio/transcriptions}). Speech is cut into utterances
 * here, and one is sent at a time: whisper.cpp does not support more.
 */
final class HttpConversation implements ProviderConversation {

    /** Maximum bytes of an answer. */
    static final int LONGEST = 262_144;

    /** Maximum waiting utterances; more sound is accepted when there are fewer. */
    private static final int MOST_WAITING = 2;

    private static final Pattern FORMAT = Pattern.compile("response_format|verbose_json");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final long MILLIS = 1000;

    /** Number of utterances refused in a row, without a success, after which the configuration is considered wrong. */
    private static final int MOST_REFUSED = 3;

    /** A task in the queue. */
    private sealed interface Task {

        /** Sends an utterance. */
        record Ask(String item, Segmenter.Segment segment) implements Task {}

        /** Reports an event after all earlier answers. */
        record Say(RecognitionEvent event) implements Task {}
    }

    private final ProviderEndpoint provider;
    private final String model;
    private final String language;
    private final Events events;
    private final Segmenter segmenter = new Segmenter();
    private final Queue<Task> waiting = new ArrayDeque<>();
    private Optional<CompletableFuture<?>> asking = Optional.empty();
    private boolean working;
    private boolean over;

    /** Whether segments and their probabilities are requested; OpenAI's models after Whisper return only the text. */
    private boolean detailed = true;

    private int refused;
    private int utterances;
    private int unanswered;

    private HttpConversation(ProviderEndpoint provider, String model, String language, Events events) {
        this.provider = provider;
        this.model = model;
        this.language = Locale.forLanguageTag(language).getLanguage();
        this.events = events;
    }

    static ProviderConversation open(ProviderEndpoint provider, String model, String language, Events events) {
        HttpConversation conversation = new HttpConversation(provider, model, language, events);
        provider.executor().execute(() -> {
            events.opened();
            events.recognised(new RecognitionEvent.Ready());
        });
        return conversation;
    }

    @Override
    public synchronized boolean free() {
        return !over && unanswered < MOST_WAITING;
    }

    @Override
    public synchronized void sound(byte[] pcm) {
        segmenter.sound(pcm).forEach(this::ask);
    }

    @Override
    public synchronized int commit() {
        segmenter.commit().ifPresent(this::ask);
        queue(new Task.Say(new RecognitionEvent.NothingCommitted()));
        return 0;
    }

    @Override
    public synchronized void end() {
        queue(new Task.Say(new RecognitionEvent.Ended()));
    }

    private void ask(Segmenter.Segment segment) {
        utterances++;
        unanswered++;
        queue(new Task.Ask(Integer.toString(utterances), segment));
    }

    private void queue(Task task) {
        waiting.add(task);
        if (!working && !over) {
            working = true;
            provider.executor().execute(this::work);
        }
    }

    private void work() {
        Task next = next();
        while (next instanceof Task.Say say) {
            events.recognised(say.event());
            next = next();
        }
        if (next instanceof Task.Ask ask) {
            send(ask);
        }
    }

    /** Sends nothing after the end: abandoned sound must not be sent. */
    private void send(Task.Ask ask) {
        CompletableFuture<HttpResponse<String>> exchange;
        synchronized (this) {
            if (over) {
                return;
            }
            exchange = provider.client().sendAsync(request(ask.segment()), BoundedBody.upTo(LONGEST));
            asking = Optional.of(exchange);
        }
        within(PATIENCE, exchange)
                .whenCompleteAsync((response, failure) -> answered(ask, response, failure), provider.executor());
    }

    /** Gives the exchange up at its deadline. The request's own time-out ends with the head of the answer; its body may come byte by byte. */
    static <T> CompletableFuture<T> within(Duration patience, CompletableFuture<T> exchange) {
        return exchange.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        exchange.cancel(true);
                    }
                });
    }

    private synchronized Task next() {
        Task next = over ? null : waiting.poll();
        working = next != null;
        return next;
    }

    private HttpRequest request(Segmenter.Segment segment) {
        Multipart form = new Multipart();
        if (!model.isEmpty()) {
            form.field("model", model);
        }
        form.field("language", language)
                .field("response_format", detailed ? "verbose_json" : "json")
                .file("file", "speech.wav", "audio/wav", Wav.of(segment.pcm(), SpeechSpec.RATE));
        return provider.request()
                .timeout(PATIENCE)
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
    }

    private void answered(Task.Ask ask, HttpResponse<String> response, Throwable failure) {
        if (failure != null) {
            fail(Refusals.of(failure));
            return;
        }
        events.bytes(ask.segment().pcm().length, response.body().getBytes(StandardCharsets.UTF_8).length);
        Optional<Reason> refusal = response.statusCode() == OK
                ? Optional.empty()
                : Optional.of(Refusals.of(response.statusCode(), response.body()));
        if (refusal.isPresent() && refusal.get().remedy() != Reason.Remedy.OTHER_QUESTION) {
            fail(refusal.get());
            return;
        }
        if (refusal.isPresent() && detailed && FORMAT.matcher(response.body()).find()) {
            detailed = false;
            send(ask);
            return;
        }
        refused = refusal.isPresent() ? refused + 1 : Integer.MIN_VALUE;
        if (refused >= MOST_REFUSED) {
            fail(Reason.MISCONFIGURED);
            return;
        }
        String item = ask.item();
        events.recognised(
                new RecognitionEvent.SpeechStarted(item, millis(ask.segment().from())));
        events.recognised(
                new RecognitionEvent.SpeechStopped(item, millis(ask.segment().to())));
        events.recognised(refusal.<RecognitionEvent>map(reason -> new RecognitionEvent.Failed(item, reason))
                .orElseGet(() -> meaning(item, response.body())));
        synchronized (this) {
            unanswered--;
        }
        events.free();
        work();
    }

    /** whisper.cpp reports an error as plain text, or as JSON without a text, with status 200. */
    private static RecognitionEvent meaning(String item, String body) {
        try {
            JsonObject answer = JsonText.object(body);
            return Transcription.read(item, answer, "text")
                    .<RecognitionEvent>map(Function.identity())
                    .orElse(new RecognitionEvent.Failed(item, Reason.FAILED));
        } catch (Unreadable e) {
            return new RecognitionEvent.Failed(item, Reason.NOT_JSON);
        }
    }

    private static long millis(long samples) {
        return samples * MILLIS / SpeechSpec.RATE;
    }

    private void fail(Reason reason) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        events.failed(reason);
    }

    @Override
    public void close() {
        abort();
    }

    @Override
    public synchronized void abort() {
        over = true;
        waiting.clear();
        asking.ifPresent(answer -> answer.cancel(true));
    }

    /** Does nothing, because there is no connection to keep alive. */
    @Override
    public void ping() {}

    @Override
    public boolean answersSound() {
        return false;
    }

    @Override
    public boolean answersCommits() {
        return true;
    }

    @Override
    public boolean keepsTime() {
        return true;
    }

    /** Contains no personal data. */
    @Override
    public String toString() {
        return "HttpConversation";
    }
}
