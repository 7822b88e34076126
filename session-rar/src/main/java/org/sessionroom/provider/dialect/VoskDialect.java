package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.stream.RecognitionEvent;

/**
 * The protocol of Vosk's WebSocket server: sound is sent unchanged, and each piece of it is answered once, with a partial or
 * with the text of an utterance. There is no commit: the adapter ends a run of speech by sending silence, which ends the utterance.
 */
final class VoskDialect implements SocketDialect {

    /** More than the second after which Kaldi's endpoint rule 3 ends an utterance, whatever was recognised. */
    private static final int SILENCE = SpeechSpec.RATE * 6 / 5;

    private static final int BYTES = 2;
    private static final double MILLIS = 1000;

    /** Sample counts of the pieces that were not answered yet. */
    private final Deque<Integer> unanswered = new ArrayDeque<>();

    private long answered;
    private int utterances;
    private boolean ending;

    @Override
    public List<Frame> greeting() {
        return List.of(new Frame.Text("{\"config\":{\"sample_rate\":" + SpeechSpec.RATE + "}}"));
    }

    @Override
    public boolean readyAtOnce() {
        return true;
    }

    @Override
    public synchronized List<Frame> sound(byte[] pcm) {
        unanswered.add(pcm.length / BYTES);
        return List.of(new Frame.Binary(pcm));
    }

    @Override
    public Pause commit() {
        return new Pause(sound(new byte[SILENCE * BYTES]), SILENCE);
    }

    @Override
    public synchronized List<Frame> end() {
        ending = true;
        return List.of(new Frame.Text("{\"eof\" : 1}"));
    }

    @Override
    public synchronized Reading read(String message) throws Unreadable {
        Integer samples = unanswered.poll();
        answered += samples == null ? 0 : samples;
        JsonObject reply = JsonText.object(message);
        var text = JsonText.string(reply, "text");
        if (text.isPresent()) {
            RecognitionEvent completed = completed(text.get(), reply);
            // The answer to the end message comes after those to all the sound.
            return samples == null && ending
                    ? Reading.of(completed, new RecognitionEvent.Ended())
                    : Reading.of(completed);
        }
        String partial = JsonText.string(reply, "partial").orElseThrow(Unreadable::new);
        return Reading.of(
                partial.isBlank() ? new RecognitionEvent.Nothing() : new RecognitionEvent.Text(item(), partial));
    }

    private String item() {
        return Integer.toString(utterances + 1);
    }

    private RecognitionEvent completed(String text, JsonObject reply) {
        List<JsonObject> words = JsonText.objects(reply, "result");
        String item = item();
        utterances++;
        if (words.isEmpty()) {
            return new RecognitionEvent.Completed(
                    item, text, OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.of(answeredMillis()));
        }
        OptionalDouble confidence =
                words.stream().flatMapToDouble(word -> JsonText.number(word, "conf").stream()).average().stream()
                        .map(mean -> Math.max(0, Math.min(1, mean)))
                        .findFirst();
        return new RecognitionEvent.Completed(
                item,
                text,
                confidence,
                millis(JsonText.number(words.get(0), "start")),
                millis(JsonText.number(words.get(words.size() - 1), "end")));
    }

    private long answeredMillis() {
        return Math.round(answered * MILLIS / SpeechSpec.RATE);
    }

    private static OptionalLong millis(OptionalDouble seconds) {
        return seconds.isPresent() ? OptionalLong.of(Math.round(seconds.getAsDouble() * MILLIS)) : OptionalLong.empty();
    }

    @Override
    public boolean answersSound() {
        return true;
    }

    @Override
    public boolean answersCommits() {
        return false;
    }
}
