package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RingTest {

    private final Ring ring = new Ring(10);

    private static byte[] samples(int... values) {
        byte[] pcm = new byte[values.length * 2];
        for (int i = 0; i < values.length; i++) {
            pcm[2 * i] = (byte) values[i];
        }
        return pcm;
    }

    @Test
    void whatWasAppendedIsReadWhereverItIsCut() {
        ring.append(samples(0, 1, 2));
        ring.append(samples(3, 4));
        assertArrayEquals(samples(1, 2, 3), ring.read(1, 4));
        assertArrayEquals(samples(0, 1, 2, 3, 4), ring.read(0, 5));
        assertArrayEquals(samples(), ring.read(2, 2));
    }

    @Test
    void beyondItsBoundTheOldestGoes() {
        for (int i = 0; i < 8; i++) {
            ring.append(samples(3 * i, 3 * i + 1, 3 * i + 2));
        }
        assertEquals(14, ring.start());
        assertEquals(24, ring.end());
        assertArrayEquals(samples(14, 15, 16), ring.read(14, 17));
        assertEquals(15, ring.startAfter(1));
    }

    @Test
    void whatWasHeardIsForgotten() {
        ring.append(samples(0, 1, 2, 3));
        ring.forget(3);
        assertEquals(3, ring.start());
        assertArrayEquals(samples(3), ring.read(3, 4));
        ring.forget(100);
        assertEquals(4, ring.start());
        assertEquals(4, ring.end());
    }

    @Test
    void aFrameIsOursOnceItIsAppended() {
        byte[] frame = samples(7);
        ring.append(frame);
        frame[0] = 1;
        assertArrayEquals(samples(7), ring.read(0, 1));
    }
}
