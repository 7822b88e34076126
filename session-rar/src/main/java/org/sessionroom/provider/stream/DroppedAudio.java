package org.sessionroom.provider.stream;

import org.sessionroom.provider.api.SpeechSpec;

/** Collects speech that did not fit into the buffer, so that one gap reports it instead of one for each frame. */
final class DroppedAudio {

    /** Receives a gap, in milliseconds since the epoch. */
    @FunctionalInterface
    interface GapListener {
        void gap(long fromMillis, long toMillis);
    }

    private static final int BYTES = 2;
    private static final long MILLIS = 1000;

    private final GapListener listener;
    private boolean any;
    private long from;
    private long to;

    DroppedAudio(GapListener listener) {
        this.listener = listener;
    }

    /** Drops a frame that was spoken from this time on. */
    void add(byte[] pcm, long atMillis) {
        long endMillis = atMillis + pcm.length / BYTES * MILLIS / SpeechSpec.RATE;
        from = any ? Math.min(from, atMillis) : atMillis;
        to = any ? Math.max(to, endMillis) : endMillis;
        any = true;
    }

    void report() {
        if (any) {
            any = false;
            listener.gap(from, to);
        }
    }
}
