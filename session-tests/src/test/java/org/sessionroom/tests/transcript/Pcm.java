package org.sessionroom.tests.transcript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sound in the format of all our connections: signed 16-bit samples, little endian, one channel. */
final class Pcm {

    private static final int BYTES = 2;

    private Pcm() {}

    /** The same sound at another sample rate. */
    static byte[] resampled(byte[] sound, int from, int to) throws IOException {
        return at(to, new AudioInputStream(new ByteArrayInputStream(sound), format(from), sound.length / BYTES));
    }

    static byte[] at(int rate, AudioInputStream sound) throws IOException {
        return AudioSystem.getAudioInputStream(format(rate), sound).readAllBytes();
    }

    private static AudioFormat format(int rate) {
        return new AudioFormat(rate, BYTES * Byte.SIZE, 1, true, false);
    }
}
