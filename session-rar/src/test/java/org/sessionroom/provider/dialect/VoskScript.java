package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import org.sessionroom.provider.OpenStream;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;

/** What a provider of the Vosk dialect says in a test, and the stream that listens to it. */
final class VoskScript {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final int SECOND_BYTES = 32_000;
    static final int SILENCE_BYTES = 38_400;

    private VoskScript() {}

    static Peer accept(Peer peer) throws IOException {
        peer.accept();
        assertEquals("{\"config\":{\"sample_rate\":16000}}", peer.text());
        return peer;
    }

    static String words(String text, double start, double end, double confidence) {
        return "{\"result\":[{\"conf\":" + confidence + ",\"start\":" + start + ",\"end\":" + end + ",\"word\":\"x\"}],"
                + "\"text\":\"" + text + "\"}";
    }

    /** Receives a second of speech and the silence after it, and recognises this text. */
    static Peer hears(Peer peer, String text) throws IOException {
        peer.sound(SECOND_BYTES + SILENCE_BYTES);
        peer.send(words(text, 0.1, 0.9, 0.8));
        return peer;
    }

    static OpenStream open(ScriptedProvider provider) {
        return new OpenStream(Dialect.VOSK, provider.socketAddress("/"));
    }

    static void sayASecond(OpenStream open) {
        open.speak(SECOND);
        open.stream.commit();
    }
}
