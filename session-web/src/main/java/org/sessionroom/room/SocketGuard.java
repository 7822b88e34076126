package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Stands before one socket and lets in what its owner's {@link SocketBudget} pays for, whatever kind of frame it is. Beyond the
 * budget the socket is closed as TOO_FAST and nothing more of it is read. However a socket is closed, whoever does not answer
 * with a close frame of their own (RFC 6455 §5.5.1) is cut off.
 */
final class SocketGuard {

    /** What a waiting client pays for everything, who has little to say yet. */
    static final double PRICE_OF_WAITING = 5;

    /** For what the page answers at once; a slow line takes a second or two. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** For the close frame to arrive: bytes that were not read make the end of the connection overtake it (RFC 9293 §3.10.4). */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    /** Reads the server may still ask for after it was stopped; more come only when it does not stop, in the middle of a frame. */
    private static final int MOST_UNREAD = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Session socket;
    private final SocketBudget budget;
    private final Wire wire;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger unread = new AtomicInteger();
    private volatile boolean deaf;
    private volatile DoubleSupplier price;

    /** @param price what is paid for a read, and by what the processor's time is multiplied; see {@link #charges} */
    SocketGuard(Session socket, SocketBudget budget, Wire wire, DoubleSupplier price) {
        this.socket = socket;
        this.budget = budget;
        this.wire = wire;
        this.price = price;
    }

    /** From now on something else is paid. */
    void charges(DoubleSupplier newPrice) {
        price = newPrice;
    }

    SocketBudget budget() {
        return budget;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Reads what has come, a frame or a part of one, and pays for it. Called for every read, also of ping, pong and close. */
    void read(Runnable reading) {
        if (!deaf) {
            pay(1, reading);
        } else if (unread.incrementAndGet() > MOST_UNREAD) {
            wire.cutOff(Duration.ZERO);
        }
    }

    /** Handles something that was read; what is left of a socket that is being closed is dropped unhandled. */
    void handle(Runnable handling) {
        if (!closed.get()) {
            pay(0, handling);
        }
    }

    private void pay(int reads, Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            work.run();
        } finally {
            // Once it is being closed there is no page any more that has something to say.
            double factor = closed.get() ? Math.max(1, price.getAsDouble()) : price.getAsDouble();
            long nanos = THREADS.getCurrentThreadCpuTime() - before;
            // Reads may be many and cheap; the processor's time is what it is.
            if (!budget.pay(factor * reads, Math.max(1, factor) * nanos, System.nanoTime()) && !deaf) {
                flooded();
            }
        }
    }

    private void flooded() {
        if (!closed.get()) {
            LOG.flooded(socket.getId());
        }
        turnAway(CloseReasons.TOO_FAST);
    }

    /** Closes it without listening to anything more. */
    void turnAway(CloseReasons reason) {
        deaf = true;
        wire.stopReading();
        close(reason);
        wire.cutOff(LAST_WORD);
    }

    /** Closes once, with the first reason given. */
    void close(CloseReasons reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            socket.close(reason.reason());
        } catch (IOException | IllegalStateException alreadyGone) {
            // The browser went first.
        }
        wire.cutOff(FAREWELL);
    }
}
