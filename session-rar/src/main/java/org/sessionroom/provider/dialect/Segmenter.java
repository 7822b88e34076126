package org.sessionroom.provider.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sessionroom.provider.api.SpeechSpec;

/**
 * Cuts sound into utterances by its energy, for providers that accept files. The input is already gated: most of it is speech,
 * and the commit after each run also ends an utterance. A frame is speech if it is well above the current noise level.
 */
final class Segmenter {

    /** Samples of a frame: 20 ms. */
    static final int FRAME = SpeechSpec.RATE / 50;

    private static final int FRAMES_A_SECOND = 50;

    /** Quiet frames after which an utterance has ended: 0.6 s. */
    private static final int END = FRAMES_A_SECOND * 6 / 10;

    /** Frames kept from before the loud part of an utterance: 0.2 s, for soft beginnings. */
    private static final int BEFORE = FRAMES_A_SECOND / 5;

    /** Minimum frames of speech; less is a click: 0.1 s. */
    private static final int LEAST = FRAMES_A_SECOND / 10;

    /** Maximum frames of an utterance: 20 s. */
    static final int MOST = FRAMES_A_SECOND * 20;

    /** How much louder than the noise level speech must be: 10 dB. */
    private static final double ABOVE = 3.16;

    /** Rise of the estimated noise level with each frame: 3 dB a second. */
    private static final double RISE = 1.007;

    /** Root mean square, of 32,768: below the first value nothing is speech (-52 dB), above the second everything is (-26 dB). */
    private static final double SOFTEST = 82;

    private static final double SURELY = 1640;

    private static final int BYTES = 2;

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final Deque<byte[]> frames = new ArrayDeque<>();
    private double quietest = SOFTEST / ABOVE;
    private int speech;
    private int quiet;
    private long taken;

    /**
     * An utterance.
     *
     * @param from its first sample, counted from the beginning of the sound
     * @param to the sample after its last
     */
    record Segment(long from, long to, byte[] pcm) {}

    /** Adds sound; returns the utterances that ended in it. */
    List<Segment> sound(byte[] pcm) {
        rest.writeBytes(pcm);
        byte[] all = rest.toByteArray();
        List<Segment> ended = new ArrayList<>();
        int at = 0;
        for (; at + FRAME * BYTES <= all.length; at += FRAME * BYTES) {
            byte[] frame = new byte[FRAME * BYTES];
            System.arraycopy(all, at, frame, 0, frame.length);
            frame(frame).ifPresent(ended::add);
        }
        rest.reset();
        rest.write(all, at, all.length - at);
        return ended;
    }

    /** The run of speech is over, and so is the current utterance. */
    Optional<Segment> commit() {
        byte[] last = rest.toByteArray();
        rest.reset();
        taken += last.length / BYTES;
        frames.add(last);
        return cut();
    }

    private Optional<Segment> frame(byte[] frame) {
        frames.add(frame);
        taken += FRAME;
        double level = level(frame);
        quietest = Math.max(1, Math.min(level, quietest * RISE));
        if (level >= SURELY || level >= SOFTEST && level >= quietest * ABOVE) {
            speech++;
            quiet = 0;
        } else {
            quiet++;
        }
        if (speech == 0 && frames.size() > BEFORE) {
            frames.removeFirst();
        }
        return speech > 0 && quiet >= END || frames.size() >= MOST ? cut() : Optional.empty();
    }

    private Optional<Segment> cut() {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        frames.forEach(pcm::writeBytes);
        frames.clear();
        boolean spoken = speech >= LEAST;
        speech = 0;
        quiet = 0;
        byte[] bytes = pcm.toByteArray();
        return spoken ? Optional.of(new Segment(taken - bytes.length / BYTES, taken, bytes)) : Optional.empty();
    }

    private static double level(byte[] frame) {
        ByteBuffer samples = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        double squares = 0;
        while (samples.hasRemaining()) {
            double sample = samples.getShort();
            squares += sample * sample;
        }
        return Math.sqrt(squares / FRAME);
    }
}
