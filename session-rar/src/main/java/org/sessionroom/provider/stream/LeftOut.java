package org.sessionroom.provider.stream;

/** Speech that found no room, gathered so that one gap tells of it and not one for every frame. */
final class LeftOut {

    /** Told of a gap, in milliseconds since the epoch. */
    @FunctionalInterface
    interface Telling {
        void gap(long fromMillis, long toMillis);
    }

    private final Telling telling;
    private boolean any;
    private long from;
    private long to;

    LeftOut(Telling telling) {
        this.telling = telling;
    }

    void add(long fromMillis, long toMillis) {
        from = any ? Math.min(from, fromMillis) : fromMillis;
        to = any ? Math.max(to, toMillis) : toMillis;
        any = true;
    }

    void tell() {
        if (any) {
            any = false;
            telling.gap(from, to);
        }
    }
}
