package org.sessionroom.provider.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Converts the sample rate of a stream of sound: a polyphase filter from a sinc with a Kaiser window. Flat up to three quarters of
 * the lower rate's bandwidth; aliases and images are attenuated by 80 dB.
 */
final class Resampler {

    /** Taps of each phase. */
    private static final int TAPS = 48;

    /** Parameter of the window for 80 dB (Kaiser 1974). */
    private static final double BETA = 7.857;

    private static final double WIDTH = (80 - 7.95) / 14.36;
    private static final int BYTES = 2;

    private final int up;
    private final int down;
    private final double[][] phases;
    private final double[] history = new double[TAPS];
    private int newest;
    private long taken;
    private long given;

    Resampler(int from, int to) {
        int divisor = greatestCommonDivisor(from, to);
        up = to / divisor;
        down = from / divisor;
        phases = phases(up, down);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private static double[][] phases(int up, int down) {
        int length = up * TAPS;
        double nyquist = 0.5 / Math.max(up, down);
        double cutoff = nyquist - WIDTH / length / 2;
        double centre = (length - 1) / 2.0;
        double[][] phases = new double[up][TAPS];
        for (int i = 0; i < length; i++) {
            double x = i - centre;
            double sinc = x == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
            double window = bessel(BETA * Math.sqrt(1 - Math.pow(x / centre, 2))) / bessel(BETA);
            phases[i % up][i / up] = sinc * window * up;
        }
        return phases;
    }

    /** The modified Bessel function of the first kind and order 0, computed by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= Math.pow(x / (2 * k), 2);
            sum += term;
        }
        return sum;
    }

    /** Signed 16-bit samples, little endian, in and out. The output is delayed by half a filter, 1.5 ms at 16 kHz. */
    byte[] next(byte[] pcm) {
        ByteBuffer in = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        long samples = pcm.length / BYTES;
        ByteBuffer out =
                ByteBuffer.allocate((int) (samples * up / down + 2) * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < samples; i++) {
            newest = (newest + 1) % TAPS;
            history[newest] = in.getShort();
            taken++;
            while (given * down / up < taken) {
                out.putShort(sample((int) (given * down % up)));
                given++;
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private short sample(int phase) {
        double sum = 0;
        for (int k = 0; k < TAPS; k++) {
            sum += phases[phase][k] * history[(newest - k + TAPS) % TAPS];
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }
}
