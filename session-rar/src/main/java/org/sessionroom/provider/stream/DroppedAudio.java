package org.sessionroom.provider.stream;

/** Collects speech that did not fit into the buffer, so that one gap reports it instead of one for each frame. */
final class DroppedAudio {

    /** Receives a gap, in milliseconds since the epoch. */
    @FunctionalInterface
    interface GapListener {
        void gap(long fromMillis, long toMillis);
    }

    private final GapListener listener;
    private boolean any;
    private long from;
    private long to;

    DroppedAudio(GapListener listener) {
        this.listener = listener;
    }

    void add(long fromMillis, long toMillis) {
        from = any ? Math.min(from, fromMillis) : fromMillis;
        to = any ? Math.max(to, toMillis) : toMillis;
        any = true;
    }

    void report() {
        if (any) {
            any = false;
            listener.gap(from, to);
        }
    }
}
