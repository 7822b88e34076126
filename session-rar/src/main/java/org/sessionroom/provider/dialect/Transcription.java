package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.sessionroom.provider.stream.RecognitionEvent;

/**
 * Reads a Whisper-like transcription, whole or in segments, and the recogniser's indicators for each segment
 * ({@code no_speech_prob}, {@code avg_logprob}, {@code compression_ratio}), if it reports them. A segment is silence by the rule
 * and the thresholds of Whisper's own {@code transcribe}; if only one indicator suggests it, the text is doubtful.
 */
final class Transcription {

    private static final double NO_SPEECH = 0.6;

    /** Threshold if there is no second indicator. */
    private static final double SURELY_NO_SPEECH = 0.9;

    private static final double UNLIKELY = -1;
    private static final double REPETITIVE = 2.4;

    private Transcription() {}

    /** @param name of the member with the text */
    static Optional<RecognitionEvent.Completed> read(String item, JsonObject answer, String name) {
        List<JsonObject> segments = JsonText.objects(answer, "segments").stream()
                .filter(segment -> JsonText.string(segment, "text").isPresent())
                .toList();
        if (segments.isEmpty()) {
            return JsonText.string(answer, name).map(text -> completed(item, text, List.of(answer)));
        }
        List<JsonObject> spoken =
                segments.stream().filter(segment -> !isSilence(segment)).toList();
        String text = spoken.size() == segments.size()
                ? JsonText.string(answer, name).orElseGet(() -> joined(spoken))
                : joined(spoken);
        return Optional.of(completed(item, text, spoken));
    }

    private static RecognitionEvent.Completed completed(String item, String text, List<JsonObject> signs) {
        return new RecognitionEvent.Completed(
                item,
                signs.stream().anyMatch(Transcription::isSilence) ? "" : text,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                signs.stream().anyMatch(Transcription::isDoubtful));
    }

    private static String joined(List<JsonObject> segments) {
        return segments.stream()
                .map(segment -> JsonText.string(segment, "text").orElse("").strip())
                .collect(Collectors.joining(" "));
    }

    private static boolean isSilence(JsonObject segment) {
        double noSpeech = JsonText.number(segment, "no_speech_prob").orElse(0);
        OptionalDouble likelihood = JsonText.number(segment, "avg_logprob");
        return noSpeech > (likelihood.isEmpty() ? SURELY_NO_SPEECH : NO_SPEECH)
                && likelihood.orElse(UNLIKELY) <= UNLIKELY;
    }

    private static boolean isDoubtful(JsonObject segment) {
        return JsonText.number(segment, "no_speech_prob").orElse(0) > NO_SPEECH
                || JsonText.number(segment, "avg_logprob").orElse(0) < UNLIKELY
                || JsonText.number(segment, "compression_ratio").orElse(0) > REPETITIVE;
    }
}
