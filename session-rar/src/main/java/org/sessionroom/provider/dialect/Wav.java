package org.sessionroom.provider.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sound as a file: RIFF WAVE with one channel of signed 16-bit samples. */
final class Wav {

    private static final int HEADER = 44;
    private static final int AFTER_RIFF = 36;
    private static final int FORMAT_SIZE = 16;
    private static final short PCM = 1;
    private static final short BYTES = 2;

    private Wav() {}

    static byte[] of(byte[] pcm, int rate) {
        return ByteBuffer.allocate(HEADER + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name("RIFF"))
                .putInt(AFTER_RIFF + pcm.length)
                .put(name("WAVE"))
                .put(name("fmt "))
                .putInt(FORMAT_SIZE)
                .putShort(PCM)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * BYTES)
                .putShort(BYTES)
                .putShort((short) (BYTES * Byte.SIZE))
                .put(name("data"))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
