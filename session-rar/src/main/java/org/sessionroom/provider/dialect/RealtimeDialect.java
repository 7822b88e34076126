package org.sessionroom.provider.dialect;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.stream.Heard;

/**
 * OpenAI's Realtime API in its kind for transcription. The session is described in the shape in which the provider describes
 * it first: OpenAI and LocalAI nest it under {@code audio}, Speaches keeps the flat shape of the beta. LocalAI answers a
 * commit with {@code not_implemented}; from then on a run of speech ends with silence.
 */
final class RealtimeDialect implements SocketDialect {

    /** Hz; the only one that OpenAI takes. */
    static final int RATE = 24_000;

    private static final double THRESHOLD = 0.5;
    private static final int PADDING_MILLIS = 300;
    private static final int SILENCE_MILLIS = 500;

    /** Samples in the stream's rate: what the provider waits for, and some more, so that it is sure. */
    private static final int SILENCE = SpeechSpec.RATE * (SILENCE_MILLIS + 300) / 1000;

    private static final int LONGEST_ITEM = 128;
    private static final int BYTES = 2;
    private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";
    private static final Frame COMMIT = new Frame.Text("{\"type\":\"input_audio_buffer.commit\"}");

    private final String model;
    private final String language;
    private final Resampler resampler = new Resampler(SpeechSpec.RATE, RATE);
    private boolean ready;
    private boolean commits = true;

    RealtimeDialect(String model, String language) {
        this.model = model;
        this.language = Locale.forLanguageTag(language).getLanguage();
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

    /** There is no word for it: after the last commit is answered the socket is closed. */
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
            case "session.created", "transcription_session.created" ->
                Reading.answer(new Frame.Text(session(type, JsonText.inner(event, "session"))));
            case "session.updated", "transcription_session.updated" -> {
                ready = true;
                yield Reading.of(new Heard.Ready());
            }
            case "input_audio_buffer.speech_started" ->
                Reading.of(new Heard.SpeechStarted(item(event), millis(event, "audio_start_ms")));
            case "input_audio_buffer.speech_stopped" ->
                Reading.of(new Heard.SpeechStopped(item(event), millis(event, "audio_end_ms")));
            case "input_audio_buffer.committed" -> Reading.of(new Heard.Committed(item(event)));
            case "error" -> error(JsonText.inner(event, "error"));
            default -> Reading.of(new Heard.Nothing());
        };
    }

    private Reading transcription(String what, JsonObject event) throws Unreadable {
        return switch (what) {
            case "delta" -> Reading.of(new Heard.Delta(item(event), text(event, "delta")));
            case "completed" -> Reading.of(new Heard.Completed(item(event), text(event, "transcript")));
            case "failed" -> Reading.of(new Heard.Failed(item(event), Reason.FAILED));
            default -> Reading.of(new Heard.Nothing());
        };
    }

    private Reading error(JsonObject error) {
        String code = JsonText.string(error, "code").orElse("") + " "
                + JsonText.string(error, "type").orElse("");
        if (code.contains("invalid_api_key") || code.contains("authentication_error")) {
            return Reading.end(Reason.REFUSED_LOGIN);
        }
        if (code.contains("input_audio_buffer_commit_empty")) {
            return Reading.of(new Heard.NothingCommitted());
        }
        if (code.contains("not_implemented") && commits) {
            commits = false;
            return Reading.of(new Heard.CommitUnknown());
        }
        Reason reason = reason(code);
        return ready ? Reading.of(new Heard.Complained(reason)) : Reading.end(reason);
    }

    private static Reason reason(String code) {
        if (code.contains("rate_limit") || code.contains("quota")) {
            return Reason.BUSY;
        }
        return code.contains("server_error") || code.contains("session_expired")
                ? Reason.FAILED
                : Reason.REFUSED_REQUEST;
    }

    private String session(String created, JsonObject described) {
        JsonObjectBuilder transcription = Json.createObjectBuilder();
        if (!model.isEmpty()) {
            transcription.add("model", model);
        }
        transcription.add("language", language);
        JsonObjectBuilder turns = Json.createObjectBuilder()
                .add("type", "server_vad")
                .add("threshold", THRESHOLD)
                .add("prefix_padding_ms", PADDING_MILLIS)
                .add("silence_duration_ms", SILENCE_MILLIS);
        JsonObjectBuilder session = Json.createObjectBuilder();
        if (described.containsKey("input_audio_format")) {
            session.add("input_audio_format", "pcm16")
                    .add("input_audio_transcription", transcription)
                    .add("turn_detection", turns);
        } else {
            session.add("type", "transcription")
                    .add(
                            "audio",
                            Json.createObjectBuilder()
                                    .add(
                                            "input",
                                            Json.createObjectBuilder()
                                                    .add(
                                                            "format",
                                                            Json.createObjectBuilder()
                                                                    .add("type", "audio/pcm")
                                                                    .add("rate", RATE))
                                                    .add("transcription", transcription)
                                                    .add("turn_detection", turns)));
        }
        return Json.createObjectBuilder()
                .add("type", created.replace("created", "update"))
                .add("session", session)
                .build()
                .toString();
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
