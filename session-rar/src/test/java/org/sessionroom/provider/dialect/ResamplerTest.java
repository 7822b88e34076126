package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    private static final double AMPLITUDE = 16_000;

    private static byte[] sine(int rate, double hertz) {
        ByteBuffer pcm = ByteBuffer.allocate(rate * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rate; i++) {
            pcm.putShort((short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / rate)));
        }
        return pcm.array();
    }

    /** The level of a frequency in decibels relative to the sine at the input, measured away from the ends. */
    private static double level(byte[] pcm, int rate, double hertz) {
        ByteBuffer samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        int margin = rate / 10;
        int count = rate * 8 / 10;
        double re = 0;
        double im = 0;
        for (int i = 0; i < count; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            double value = window * samples.getShort((margin + i) * 2);
            re += value * Math.cos(2 * Math.PI * hertz * i / rate);
            im += value * Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return 20 * Math.log10(4 * Math.hypot(re, im) / count / AMPLITUDE);
    }

    @ParameterizedTest
    @CsvSource({"100", "1000", "3400", "6000"})
    void speechKeepsItsLevel(double hertz) {
        byte[] out = new Resampler(16_000, 24_000).next(sine(16_000, hertz));
        assertEquals(0, level(out, 24_000, hertz), 0.1);
    }

    @ParameterizedTest
    @CsvSource({"4500, 11500", "6000, 10000"})
    void goingUpMirrorsNothing(double hertz, double image) {
        byte[] out = new Resampler(16_000, 24_000).next(sine(16_000, hertz));
        double level = level(out, 24_000, image);
        assertTrue(level < -75, () -> level + " dB");
    }

    @ParameterizedTest
    @CsvSource({"8500, 7500", "10000, 6000", "15000, 1000"})
    void goingDownFoldsNothing(double hertz, double alias) {
        byte[] out = new Resampler(48_000, 16_000).next(sine(48_000, hertz));
        double level = level(out, 16_000, alias);
        assertTrue(level < -75, () -> level + " dB");
    }

    @Test
    void aSecondStaysASecondHoweverItIsCut() {
        byte[] in = sine(16_000, 440);
        byte[] whole = new Resampler(16_000, 24_000).next(in);
        assertEquals(48_000, whole.length);
        Resampler resampler = new Resampler(16_000, 24_000);
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        for (int at = 0; at < in.length; at += 502) {
            pieces.writeBytes(resampler.next(Arrays.copyOfRange(in, at, Math.min(in.length, at + 502))));
        }
        assertArrayEquals(whole, pieces.toByteArray());
    }

    @Test
    void theLoudestDoesNotWrapAround() {
        byte[] square = new byte[16_000];
        ByteBuffer samples = ByteBuffer.wrap(square).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8000; i++) {
            samples.putShort(i % 32 < 16 ? Short.MAX_VALUE : Short.MIN_VALUE);
        }
        ByteBuffer out =
                ByteBuffer.wrap(new Resampler(16_000, 24_000).next(square)).order(ByteOrder.LITTLE_ENDIAN);
        // A step is now 24 samples long; in its middle the sign is that of the input.
        for (int step = 3; step < 400; step++) {
            short middle = out.getShort((step * 24 + 12 + 35) * 2);
            assertEquals(step % 2 == 0, middle > 0, "step " + step);
        }
    }
}
