package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a transcription session for a provider of the Realtime API, whose format has changed over time: first in the shape
 * in which the provider itself describes a session, and if that is refused, in the others, one after another.
 */
final class RealtimeSession {

    private static final double THRESHOLD = 0.5;
    private static final int PADDING_MILLIS = 300;

    /** Silence after which a provider considers an utterance complete. */
    static final int SILENCE_MILLIS = 500;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String FLAT_MEMBER = "input_audio_format";

    /** The shapes of an update; the current one first. */
    private enum Shape {
        /** OpenAI since 2025, and LocalAI: nested under {@code audio}. */
        NESTED,
        /** The same for models without detection of the end of utterances; our commits mark it. */
        NESTED_WITHOUT_TURNS,
        /** OpenAI's beta and Azure's previews: flat, with an event type of its own. */
        FLAT_TRANSCRIPTION,
        /** Speaches: flat, with the event type of all sessions. */
        FLAT
    }

    private final String model;
    private final String language;
    private final Deque<Shape> untried = new ArrayDeque<>();

    /**
     * @param model the model for recognition; empty for the provider's default
     * @param language spoken, two letters
     */
    RealtimeSession(String model, String language) {
        this.model = model;
        this.language = language;
    }

    /** The provider has created a session and describes it. */
    void created(String event, JsonObject described) {
        untried.clear();
        untried.addAll(List.of(Shape.values()));
        if (event.startsWith("transcription_session")) {
            first(Shape.FLAT_TRANSCRIPTION, Shape.FLAT);
        } else if (described.containsKey(FLAT_MEMBER)) {
            first(Shape.FLAT, Shape.FLAT_TRANSCRIPTION);
        }
    }

    private void first(Shape... shapes) {
        untried.removeAll(Arrays.asList(shapes));
        for (int i = shapes.length - 1; i >= 0; i--) {
            untried.addFirst(shapes[i]);
        }
    }

    /** The next configuration to send; empty if all were tried, or no session was created yet. */
    Optional<String> nextUpdate() {
        return Optional.ofNullable(untried.poll()).map(this::update);
    }

    private String update(Shape shape) {
        JsonObjectBuilder session =
                switch (shape) {
                    case NESTED -> nested(turns().build());
                    case NESTED_WITHOUT_TURNS -> nested(JsonValue.NULL);
                    case FLAT_TRANSCRIPTION, FLAT ->
                        JSON.createObjectBuilder()
                                .add(FLAT_MEMBER, "pcm16")
                                .add("input_audio_transcription", transcription())
                                .add("turn_detection", turns());
                };
        String type = shape == Shape.FLAT_TRANSCRIPTION ? "transcription_session.update" : "session.update";
        return JSON.createObjectBuilder()
                .add("type", type)
                .add("session", session)
                .build()
                .toString();
    }

    private JsonObjectBuilder nested(JsonValue turns) {
        JsonObjectBuilder format =
                JSON.createObjectBuilder().add("type", "audio/pcm").add("rate", RealtimeDialect.RATE);
        JsonObjectBuilder input = JSON.createObjectBuilder()
                .add("format", format)
                .add("transcription", transcription())
                .add("turn_detection", turns);
        return JSON.createObjectBuilder()
                .add("type", "transcription")
                .add("audio", JSON.createObjectBuilder().add("input", input));
    }

    private JsonObjectBuilder transcription() {
        JsonObjectBuilder transcription = JSON.createObjectBuilder();
        if (!model.isEmpty()) {
            transcription.add("model", model);
        }
        return transcription.add("language", language);
    }

    private static JsonObjectBuilder turns() {
        return JSON.createObjectBuilder()
                .add("type", "server_vad")
                .add("threshold", THRESHOLD)
                .add("prefix_padding_ms", PADDING_MILLIS)
                .add("silence_duration_ms", SILENCE_MILLIS);
    }
}
