package org.sessionroom.room;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The outgoing queue of one browser: one frame is being sent, the others wait in order. A slow reader uses a limited amount of
 * memory: volatile frames are dropped as soon as anything waits, and if the other frames exceed the limits,
 * the connection is closed, because the browser can reconnect and resume.
 */
final class SendQueue {

    /** Maximum waiting frames. */
    static final int FRAMES = 256;

    /** Maximum waiting UTF-16 code units. */
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
     * @param transmit starts sending one frame; {@link #sent()} must be called when it was sent
     * @param overflow closes the connection
     */
    SendQueue(Consumer<String> transmit, Runnable overflow) {
        this(transmit, overflow, FRAMES, SIZE);
    }

    /**
     * With other limits.
     *
     * @param mostSize at most {@link #SIZE}, because a person has a dozen sockets
     */
    SendQueue(Consumer<String> transmit, Runnable overflow, int mostFrames, int mostSize) {
        if (mostSize > SIZE) {
            throw new IllegalArgumentException("A queue of " + mostSize);
        }
        this.transmit = transmit;
        this.overflow = overflow;
        this.mostFrames = mostFrames;
        this.mostSize = mostSize;
    }

    /** For frames that must arrive. */
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

    /** For frames that are useless when late: sent now or dropped. */
    void offer(String frame) {
        synchronized (this) {
            if (underWay || closed) {
                return;
            }
            underWay = true;
        }
        transmit.accept(frame);
    }

    /** The current frame was sent. */
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

    /** Prevents further sending. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        size = 0;
    }
}
