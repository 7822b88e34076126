package org.sessionroom.provider.stream;

/** Speech that found no room, gathered so that one gap tells of it and not one for every frame. */
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
