package org.sessionroom.speech;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import org.sessionroom.speech.Answer.Finish;
import org.sessionroom.speech.Answer.Refusal;
import org.sessionroom.speech.Answer.Refuse;
import org.sessionroom.speech.Answer.Say;
import org.sessionroom.speech.Answer.Silence;

/**
 * The protocol between one client and the engine, as in Vosk's WebSocket server: at most one configuration, then
 * pieces of sound, each answered once, then the end, answered with the last text. All other keys of a configuration are
 * ignored.
 *
 * <p>The recogniser is opened with the first sound and closed at the end of the dialogue. All methods are synchronized: native memory
 * must not be freed while a worker uses it.
 */
final class Dialogue implements AutoCloseable {
    private static final int USUAL_RATE = 16_000;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 48_000;
    private static final String NOTHING_HEARD = "{\"text\" : \"\"}";

    private final RecogniserFactory recognisers;
    private int sampleRate = USUAL_RATE;
    private Optional<Recogniser> recogniser = Optional.empty();
    private boolean over;

    Dialogue(RecogniserFactory recognisers) {
        this.recognisers = recognisers;
    }

    /** @param sound PCM, 16 bits, little endian, mono, at the configured rate, 16 kHz by default */
    synchronized Answer sound(byte[] sound) {
        if (over) {
            return new Silence();
        }
        if (sound.length % Short.BYTES != 0) {
            return refuse(Refusal.HALF_A_SAMPLE);
        }
        try {
            Recogniser listening = recogniser.orElseGet(() -> recognisers.open(sampleRate));
            recogniser = Optional.of(listening);
            return new Say(listening.accept(sound).orElseGet(listening::partial));
        } catch (RuntimeException cannotHear) {
            return refuse(Refusal.CANNOT_HEAR);
        }
    }

    /** @param text {@code {"config":{"sample_rate":…}}} or {@code {"eof" : 1}} */
    synchronized Answer text(String text) {
        if (over) {
            return new Silence();
        }
        JsonObject message;
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            message = reader.readObject();
        } catch (JsonException | IllegalStateException malformed) {
            return refuse(Refusal.NOT_UNDERSTOOD);
        }
        if (message.containsKey("eof")) {
            return end();
        }
        return message.get("config") instanceof JsonObject configuration
                ? configure(configuration)
                : refuse(Refusal.NOT_UNDERSTOOD);
    }

    private Answer configure(JsonObject configuration) {
        if (recogniser.isPresent()) {
            return refuse(Refusal.CONFIGURED_TOO_LATE);
        }
        JsonValue wanted = configuration.get("sample_rate");
        if (wanted == null) {
            return new Silence();
        }
        double rate = wanted instanceof JsonNumber number ? number.doubleValue() : 0;
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE || rate != Math.rint(rate)) {
            return refuse(Refusal.RATE);
        }
        sampleRate = (int) rate;
        return new Silence();
    }

    private Answer end() {
        try {
            String last = recogniser.map(Recogniser::end).orElse(NOTHING_HEARD);
            close();
            return new Finish(last);
        } catch (RuntimeException cannotHear) {
            return refuse(Refusal.CANNOT_HEAR);
        }
    }

    private Answer refuse(Refusal why) {
        close();
        return new Refuse(why);
    }

    /** Ends it from outside, for example when the client is gone; later messages are not answered. */
    @Override
    public synchronized void close() {
        over = true;
        Optional<Recogniser> open = recogniser;
        recogniser = Optional.empty();
        open.ifPresent(Recogniser::close);
    }
}
