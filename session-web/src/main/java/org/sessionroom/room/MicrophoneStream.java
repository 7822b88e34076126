package org.sessionroom.room;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sessionroom.json.StrictJson;
import org.sessionroom.limit.RateLimit;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.transcript.GapReason;
import org.sessionroom.transcript.Microphone;
import org.sessionroom.transcript.Microphones;
import org.sessionroom.transcript.TranscriptionService;

/** One browser's microphone: validates and limits its frames, and passes them on to the recogniser. */
final class MicrophoneStream {

    /** Maximum bytes of a frame: its time, and some hundred milliseconds of sound. */
    static final int LARGEST_FRAME = Integer.BYTES + 4_096;

    /** How far a page's clock may run ahead of ours, in ms; beyond that it counts as broken. */
    private static final long AHEAD = 2_000;

    /** Maximum age of sound, in ms. */
    private static final long AGO = 60_000;

    /** Sound is counted towards the session's limit in steps of this many bytes: four seconds. */
    private static final long COUNTED_BYTES = 128_000;

    private final SocketGuard guard;
    private final LiveRoom room;
    private final Microphone microphone;
    private final TranscriptionService transcriptionService;
    private final Microphones microphones;
    private final Clock clock;
    /** Ten frames a second; the buffered beginning of speech arrives in a burst. */
    private final RateLimit frames;

    private final RateLimit words;

    private final AtomicBoolean closed = new AtomicBoolean();
    private OptionalLong pageBehind = OptionalLong.empty();
    private long last;
    private long uncounted;

    MicrophoneStream(
            SocketGuard guard,
            LiveRoom room,
            Microphone microphone,
            TranscriptionService transcriptionService,
            Microphones microphones,
            Clock clock,
            long nanoTime) {
        this.guard = guard;
        this.room = room;
        this.microphone = microphone;
        this.transcriptionService = transcriptionService;
        this.microphones = microphones;
        this.clock = clock;
        this.frames = new RateLimit(60, 12, nanoTime);
        this.words = new RateLimit(20, 2, nanoTime);
    }

    /**
     * Passes on a frame.
     *
     * @throws SessionRejected QUOTA_REACHED, or INVALID for a malformed one
     */
    void receive(ByteBuffer frame, long nanoTime) {
        if (closed.get()) {
            return;
        }
        int samples = frame.remaining() - Integer.BYTES;
        if (samples <= 0 || samples % 2 != 0 || frame.remaining() > LARGEST_FRAME) {
            throw SessionRejected.invalid("sound", Kind.OUT_OF_RANGE);
        }
        if (!frames.allow(nanoTime)) {
            close(CloseReasons.TOO_FAST, true);
            return;
        }
        long spoken = spoken(Integer.toUnsignedLong(frame.getInt()));
        byte[] sound = new byte[frame.remaining()];
        frame.get(sound);
        count(sound.length);
        if (!microphone.hear(sound, spoken)) {
            close(CloseReasons.TRY_AGAIN_LATER, true);
        }
    }

    /** @throws SessionRejected INVALID for an impossible time */
    private long spoken(long pageMillis) {
        long now = now();
        long spoken = pageMillis + pageBehind.orElseThrow(() -> SessionRejected.invalid("clock", Kind.MISSING));
        if (spoken < last || spoken < now - AGO || spoken > now + AHEAD) {
            throw SessionRejected.invalid("time", Kind.OUT_OF_RANGE);
        }
        last = spoken;
        return spoken;
    }

    /** In milliseconds since the epoch; {@code Clock.millis()} divides by zero in a clock that ticks in microseconds. */
    private long now() {
        return clock.instant().toEpochMilli();
    }

    private void count(int bytes) {
        uncounted += bytes;
        if (uncounted >= COUNTED_BYTES) {
            transcriptionService.count(seat(), uncounted);
            uncounted = 0;
        }
    }

    /**
     * Takes a text: the page's clock, the end of a run of speech, or a run that was lost on its way here.
     *
     * @throws SessionRejected INVALID if it is none of them
     */
    void receive(JsonObject text, long nanoTime) {
        if (closed.get()) {
            return;
        }
        if (!words.allow(nanoTime)) {
            close(CloseReasons.TOO_FAST, true);
            return;
        }
        switch (StrictJson.text(text, "type")) {
            case "clock" -> pageBehind = OptionalLong.of(now() - (long) StrictJson.number(text, "now"));
            case "rest" -> microphone.rest();
            case "gap" -> {
                Instant from = Instant.ofEpochMilli(spoken((long) StrictJson.number(text, "from")));
                Instant to = Instant.ofEpochMilli(spoken((long) StrictJson.number(text, "to")));
                if (!to.isAfter(from)) {
                    throw SessionRejected.invalid("to", Kind.OUT_OF_RANGE);
                }
                if (!guard.budget().allowsGap(nanoTime)) {
                    close(CloseReasons.TOO_FAST, true);
                    return;
                }
                transcriptionService.missed(microphone.stream(), from, to, GapReason.LINE_LOST);
            }
            default -> throw SessionRejected.invalid("type", Kind.UNKNOWN);
        }
    }

    /**
     * Closes it once: from now on no frames are accepted.
     *
     * @param keepLateResults whether results for earlier speech may still be stored
     */
    void close(CloseReasons reason, boolean keepLateResults) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        room.forget(this);
        try {
            microphones.close(microphone, keepLateResults);
        } finally {
            guard.close(reason);
        }
    }

    Microphone microphone() {
        return microphone;
    }

    Seat seat() {
        return microphone.seat();
    }
}
