package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.stream.RecognitionEvent;

/**
 * OpenAI's Realtime API for transcription, in its current and its older shapes ({@link RealtimeSession}). LocalAI
 * answers a commit with {@code not_implemented}; from then on a run of speech is ended by sending silence.
 */
final class RealtimeDialect implements SocketDialect {

    /** In Hz; the only rate that OpenAI accepts. */
    static final int RATE = 24_000;

    /** Samples in the stream's rate: the silence for which the provider waits, with a margin. */
    private static final int SILENCE = SpeechSpec.RATE * (RealtimeSession.SILENCE_MILLIS + 300) / 1000;

    private static final int LONGEST_ITEM = 128;
    private static final int BYTES = 2;
    private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";
    private static final Frame COMMIT = new Frame.Text("{\"type\":\"input_audio_buffer.commit\"}");

    private final RealtimeSession session;
    private final Resampler resampler = new Resampler(SpeechSpec.RATE, RATE);
    private boolean ready;
    private boolean commits = true;

    RealtimeDialect(String model, String language) {
        session = new RealtimeSession(model, Locale.forLanguageTag(language).getLanguage());
    }

    @Override
    public List<Frame> greeting() {
        return List.of();
    }

    @Override
    public boolean readyAtOnce() {
        return false;
    }

    @Override
    public synchronized List<Frame> sound(byte[] pcm) {
        String base64 = Base64.getEncoder().encodeToString(resampler.next(pcm));
        return List.of(new Frame.Text("{\"type\":\"input_audio_buffer.append\",\"audio\":\"" + base64 + "\"}"));
    }

    @Override
    public synchronized Pause commit() {
        return commits ? new Pause(List.of(COMMIT), 0) : new Pause(sound(new byte[SILENCE * BYTES]), SILENCE);
    }

    /** The protocol has no end message: the socket is closed when the last commit was answered. */
    @Override
    public List<Frame> end() {
        return List.of();
    }

    @Override
    public synchronized Reading read(String message) throws Unreadable {
        JsonObject event = JsonText.object(message);
        String type = JsonText.string(event, "type").orElseThrow(Unreadable::new);
        if (type.startsWith(TRANSCRIPTION)) {
            return transcription(type.substring(TRANSCRIPTION.length()), event);
        }
        return switch (type) {
            case "session.created", "transcription_session.created" -> {
                session.created(type, JsonText.inner(event, "session"));
                yield describe();
            }
            case "session.updated", "transcription_session.updated" -> {
                ready = true;
                yield Reading.of(new RecognitionEvent.Ready());
            }
            case "input_audio_buffer.speech_started" ->
                Reading.of(new RecognitionEvent.SpeechStarted(item(event), millis(event, "audio_start_ms")));
            case "input_audio_buffer.speech_stopped" ->
                Reading.of(new RecognitionEvent.SpeechStopped(item(event), millis(event, "audio_end_ms")));
            case "input_audio_buffer.committed" -> Reading.of(new RecognitionEvent.Committed(item(event)));
            case "error" -> error(JsonText.inner(event, "error"));
            default -> Reading.of(new RecognitionEvent.Nothing());
        };
    }

    /** Sends the next configuration of the session; if none is left, the conversation fails. */
    private Reading describe() {
        return session.nextUpdate()
                .map(update -> Reading.answer(new Frame.Text(update)))
                .orElseGet(() -> Reading.end(Reason.MISCONFIGURED));
    }

    private Reading transcription(String what, JsonObject event) throws Unreadable {
        return switch (what) {
            case "delta" -> Reading.of(new RecognitionEvent.Delta(item(event), text(event, "delta")));
            case "completed" ->
                Reading.of(Transcription.read(item(event), event, "transcript").orElseThrow(Unreadable::new));
            case "failed" -> failed(item(event), Refusals.coded(JsonText.inner(event, "error")));
            default -> Reading.of(new RecognitionEvent.Nothing());
        };
    }

    private static Reading failed(String item, Optional<Reason> reason) {
        return reason.filter(RealtimeDialect::isForGood)
                .map(Reading::end)
                .orElseGet(() -> Reading.of(new RecognitionEvent.Failed(item, Reason.FAILED)));
    }

    private static boolean isForGood(Reason reason) {
        return reason.remedy() == Reason.Remedy.OPERATOR;
    }

    private Reading error(JsonObject error) {
        String code = JsonText.string(error, "code").orElse("");
        if (code.contains("input_audio_buffer_commit_empty")) {
            return Reading.of(new RecognitionEvent.NothingCommitted());
        }
        if (code.contains("not_implemented") && commits && ready) {
            commits = false;
            return Reading.of(new RecognitionEvent.CommitUnknown());
        }
        Reason reason = Refusals.coded(error).orElse(Reason.REFUSED_REQUEST);
        if (ready && !isForGood(reason)) {
            return Reading.of(new RecognitionEvent.Complained(reason));
        }
        return reason == Reason.REFUSED_REQUEST ? describe() : Reading.end(reason);
    }

    private static String item(JsonObject event) throws Unreadable {
        return JsonText.string(event, "item_id")
                .filter(item -> !item.isEmpty() && item.length() <= LONGEST_ITEM)
                .orElseThrow(Unreadable::new);
    }

    private static String text(JsonObject event, String name) throws Unreadable {
        return JsonText.string(event, name).orElseThrow(Unreadable::new);
    }

    private static long millis(JsonObject event, String name) throws Unreadable {
        double millis = JsonText.number(event, name).orElseThrow(Unreadable::new);
        return (long) Math.max(0, millis);
    }

    @Override
    public boolean answersSound() {
        return false;
    }

    @Override
    public boolean answersCommits() {
        return true;
    }
}
