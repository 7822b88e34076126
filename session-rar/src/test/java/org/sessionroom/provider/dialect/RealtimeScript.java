package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.sessionroom.provider.OpenStream;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;

/** What a provider of the realtime dialect says in a test, and the stream that listens to it. */
final class RealtimeScript {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final int SECOND_BYTES = 48_000;
    static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

    private RealtimeScript() {}

    static JsonObject message(Peer peer) throws IOException {
        return Json.createReader(new StringReader(peer.text())).readObject();
    }

    static void send(Peer peer, String type, String members) throws IOException {
        peer.send("{\"event_id\":\"e\",\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    static Peer accept(Peer peer) throws IOException {
        peer.accept();
        assertEquals("Bearer key-of-the-hospital", peer.header("authorization"));
        send(peer, "session.created", "\"session\":{\"type\":\"transcription\",\"audio\":{\"input\":{}}}");
        JsonObject update = message(peer);
        assertEquals("session.update", update.getString("type"));
        JsonObject input =
                update.getJsonObject("session").getJsonObject("audio").getJsonObject("input");
        assertEquals(24_000, input.getJsonObject("format").getInt("rate"));
        assertEquals("pt", input.getJsonObject("transcription").getString("language"));
        assertEquals("ouvinte", input.getJsonObject("transcription").getString("model"));
        assertEquals("server_vad", input.getJsonObject("turn_detection").getString("type"));
        send(peer, "session.updated", "\"session\":{}");
        return peer;
    }

    static void sound(Peer peer, int bytes) throws IOException {
        int heard = 0;
        while (heard < bytes) {
            JsonObject append = message(peer);
            assertEquals("input_audio_buffer.append", append.getString("type"));
            heard += Base64.getDecoder().decode(append.getString("audio")).length;
        }
        assertEquals(bytes, heard);
    }

    static void commit(Peer peer) throws IOException {
        assertEquals("input_audio_buffer.commit", message(peer).getString("type"));
    }

    static void started(Peer peer, String item, int millis) throws IOException {
        send(peer, "input_audio_buffer.speech_started", "\"audio_start_ms\":" + millis + "," + item(item));
    }

    static void stopped(Peer peer, String item, int millis) throws IOException {
        send(peer, "input_audio_buffer.speech_stopped", "\"audio_end_ms\":" + millis + "," + item(item));
    }

    static void committed(Peer peer, String item) throws IOException {
        send(peer, "input_audio_buffer.committed", "\"previous_item_id\":null," + item(item));
    }

    static void completed(Peer peer, String item, String text) throws IOException {
        send(peer, TRANSCRIPTION + "completed", "\"transcript\":\"" + text + "\"," + item(item));
    }

    static String item(String item) {
        return "\"item_id\":\"" + item + "\"";
    }

    static void error(Peer peer, String code) throws IOException {
        send(
                peer,
                "error",
                "\"error\":{\"type\":\"invalid_request_error\",\"code\":\"" + code + "\",\"message\":\"m\"}");
    }

    static OpenStream open(ScriptedProvider provider) {
        return new OpenStream(Dialect.REALTIME, provider.socketAddress("/v1/realtime?intent=transcription"));
    }

    static void sayASecond(OpenStream open) {
        open.speak(SECOND);
        open.stream.commit();
    }

    static List<Reason> errors(OpenStream open) {
        return open.recorded.all(ErrorReported.class).stream()
                .map(ErrorReported::reason)
                .toList();
    }
}
