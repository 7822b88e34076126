package org.sessionroom.tests.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Two voices that are easy to distinguish: one glides between low tones, the other between high ones. They glide, because a
 * browser's noise suppression would remove a constant tone.
 */
public enum Voice {
    DEEP("a voz grave", 180, 420),
    HIGH("a voz aguda", 1_100, 1_900);

    private static final double LOUDNESS = 0.4;
    private static final double GLIDES_A_SECOND = 3;

    private final String words;
    private final double low;
    private final double high;

    Voice(String words, double low, double high) {
        this.words = words;
        this.low = low;
        this.high = high;
    }

    /** The text that the test's recogniser returns for it. */
    public String words() {
        return words;
    }

    /** Signed 16-bit samples, little endian, one channel. */
    byte[] sound(int rate, double seconds) {
        int samples = (int) (rate * seconds);
        ByteBuffer sound = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double glide = (1 + Math.sin(2 * Math.PI * GLIDES_A_SECOND * i / rate)) / 2;
            phase += 2 * Math.PI * (low + (high - low) * glide) / rate;
            sound.putShort((short) (LOUDNESS * Short.MAX_VALUE * Math.sin(phase)));
        }
        return sound.array();
    }

    /** A recording with two seconds of speech and two of silence, for a browser to play in a loop. */
    public Path recording(Path folder) {
        int rate = 48_000;
        byte[] spoken = sound(rate, 2);
        byte[] whole = ByteBuffer.allocate(2 * spoken.length)
                .put(new byte[spoken.length / 2])
                .put(spoken)
                .array();
        try {
            Path file = Files.createDirectories(folder).resolve(name() + ".wav");
            var stream = new AudioInputStream(
                    new ByteArrayInputStream(whole), new AudioFormat(rate, 16, 1, true, false), whole.length / 2);
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Determines the voice from the rate of zero crossings. */
    static Voice of(byte[] sound, int rate) {
        ByteBuffer samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        int crossings = 0;
        short before = 0;
        while (samples.remaining() >= 2) {
            short now = samples.getShort();
            if (now < 0 != before < 0) {
                crossings++;
            }
            before = now;
        }
        double frequency = crossings / 2.0 / (sound.length / 2.0 / rate);
        return frequency < (DEEP.high + HIGH.low) / 2 ? DEEP : HIGH;
    }
}
