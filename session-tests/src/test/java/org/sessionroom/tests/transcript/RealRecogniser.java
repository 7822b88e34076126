package org.sessionroom.tests.transcript;

import static org.sessionroom.tests.driver.HttpVisitor.json;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.tests.driver.HttpVisitor;

/**
 * A speech server on a real socket that speaks OpenAI's Realtime dialect and uses a real recogniser. It processes a piece
 * when it is committed, and answers as OpenAI's {@code whisper-1} does: a delta with all of its words, then the final text.
 */
final class RealRecogniser implements AutoCloseable {

    /** Hz; the sample rate of the dialect. */
    private static final int RATE = 24_000;

    private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

    private final Pocketsphinx ear;
    private final ScriptedProvider server;
    private final List<String> languages = new CopyOnWriteArrayList<>();

    /** @param folder for its log */
    RealRecogniser(Path folder) {
        try {
            ear = new Pocketsphinx(Files.createDirectories(folder).resolve("pocketsphinx.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = ScriptedProvider.playing(this::serve);
    }

    /** The settings with which a room uses this server. */
    Map<String, String> environment() {
        return Map.of(
                "SESSION_SPEECH_DIALECT",
                "realtime",
                "SESSION_SPEECH_URL",
                server.socketAddress("/v1/realtime?intent=transcription").toString());
    }

    /** The requested languages, one for each stream. */
    List<String> languages() {
        return languages;
    }

    private void serve(Peer peer) throws IOException {
        new Conversation(peer).run();
    }

    /** One stream, whose pieces get ids in order; it ends when the other side closes. */
    private final class Conversation {

        private final Peer peer;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
        private int pieces;

        Conversation(Peer peer) {
            this.peer = peer;
        }

        void run() throws IOException {
            peer.accept();
            tell(event("session.created")
                    .add("session", Json.createObjectBuilder().add("type", "transcription")));
            while (true) {
                JsonObject event = json(peer.text());
                switch (event.getString("type")) {
                    case "session.update" -> update(event.getJsonObject("session"));
                    case "input_audio_buffer.append" ->
                        piece.write(Base64.getDecoder().decode(event.getString("audio")));
                    case "input_audio_buffer.commit" -> commit();
                    default -> throw new AssertionError("not of the dialect: " + event.getString("type"));
                }
            }
        }

        private void update(JsonObject session) throws IOException {
            JsonObject input = session.getJsonObject("audio").getJsonObject("input");
            HttpVisitor.require(input.getJsonObject("format").getInt("rate") == RATE, "another rate: " + input);
            languages.add(input.getJsonObject("transcription").getString("language"));
            tell(event("session.updated").add("session", session));
        }

        private void commit() throws IOException {
            JsonObjectBuilder committed = event("input_audio_buffer.committed");
            if (pieces == 0) {
                committed.addNull("previous_item_id");
            } else {
                committed.add("previous_item_id", "item_" + pieces);
            }
            pieces++;
            String item = "item_" + pieces;
            tell(committed.add("item_id", item));
            String words = ear.hear(Pcm.resampled(piece.toByteArray(), RATE, Pocketsphinx.RATE));
            piece.reset();
            tell(event(TRANSCRIPTION + "delta").add("item_id", item).add("delta", words));
            tell(event(TRANSCRIPTION + "completed").add("item_id", item).add("transcript", words));
        }

        private void tell(JsonObjectBuilder event) throws IOException {
            peer.send(event.build().toString());
        }
    }

    private static JsonObjectBuilder event(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    @Override
    public void close() {
        server.close();
    }
}
