package org.sessionroom.room;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What waits to be sent to one browser: one frame under way, the others in order behind it. A slow reader costs bounded
 * memory: volatile frames are dropped as soon as anything waits, and when even what must not be lost exceeds the bounds,
 * the connection is given up, because the browser can come back and resume.
 */
final class SendQueue {

    /** Frames that may wait. */
    static final int FRAMES = 256;

    /** UTF-16 code units that may wait. */
    static final int SIZE = 1_000_000;

    private final Queue<String> waiting = new ArrayDeque<>();
    private final Consumer<String> transmit;
    private final Runnable overflow;
    private final int mostFrames;
    private final int mostSize;
    private boolean underWay;
    private boolean closed;
    private int size;

    /**
     * @param transmit starts sending one frame; {@link #sent()} must be called when it is through
     * @param overflow gives the connection up
     */
    SendQueue(Consumer<String> transmit, Runnable overflow) {
        this(transmit, overflow, FRAMES, SIZE);
    }

    /** With bounds of its own. */
    SendQueue(Consumer<String> transmit, Runnable overflow, int mostFrames, int mostSize) {
        this.transmit = transmit;
        this.overflow = overflow;
        this.mostFrames = mostFrames;
        this.mostSize = mostSize;
    }

    /** For what must arrive. */
    void send(String frame) {
        boolean start;
        synchronized (this) {
            if (closed) {
                return;
            }
            start = !underWay;
            underWay = true;
            if (!start) {
                waiting.add(frame);
                size += frame.length();
                closed = waiting.size() > mostFrames || size > mostSize;
            }
        }
        if (start) {
            transmit.accept(frame);
        } else if (closed) {
            close();
            overflow.run();
        }
    }

    /** For what is worthless when late: sent now or not at all. */
    void offer(String frame) {
        synchronized (this) {
            if (underWay || closed) {
                return;
            }
            underWay = true;
        }
        transmit.accept(frame);
    }

    /** The frame under way is through. */
    void sent() {
        String next;
        synchronized (this) {
            next = closed ? null : waiting.poll();
            if (next == null) {
                underWay = false;
                return;
            }
            size -= next.length();
        }
        transmit.accept(next);
    }

    /** Nothing more goes out. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        size = 0;
    }
}
