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
import java.util.function.LongSupplier;
import org.sessionroom.health.RecurringFaults;

/**
 * Guards one socket and accepts frames of any kind as long as its owner's {@link SocketBudget} allows. Beyond the
 * budget the socket is closed with TOO_FAST and no further frame of it is read. However a socket is closed, the connection is cut off if the
 * peer does not answer with a close frame (RFC 6455 §5.5.1).
 */
final class SocketGuard {

    /** Price factor for a waiting client, who has little to send yet. */
    static final double PRICE_OF_WAITING = 5;

    /**
     * Processor time to encode, encrypt and write one character. Other threads do that for many connections at once, so it cannot be
     * measured for each; on average it was 24 ns, at 27 MB a second.
     */
    private static final double NANOS_OF_A_CHARACTER = 25;

    /** Time for the close handshake, which a page answers at once; a slow connection takes a second or two. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Time for the close frame to arrive: unread bytes cause a reset that may overtake it (RFC 9293 §3.10.4). */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    /**
     * Reads after reading was stopped. Undertow stops at the end of a frame, so the rest of one is read and dropped; if it were not, Undertow
     * would ask for it again and again. Some reads are enough for a frame that a page sends.
     */
    private static final int MOST_DROPPED = 10;

    /** Many sockets may be closed at the same time, and each would fill a line of the log. */
    private static final RecurringFaults FLOODS = new RecurringFaults(Duration.ofMinutes(1));

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Session socket;
    private final SocketBudget budget;
    private final Wire wire;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger dropped = new AtomicInteger();
    private volatile boolean deaf;
    private final LongSupplier processorNanos;
    private final LongSupplier nanoTime;
    private volatile DoubleSupplier price;

    /** @param price of a read, and factor of the processor time; see {@link #charges} */
    SocketGuard(Session socket, SocketBudget budget, Wire wire, DoubleSupplier price) {
        this(socket, budget, wire, price, THREADS::getCurrentThreadCpuTime, System::nanoTime);
    }

    /**
     * @param processorNanos the processor time that the current thread has used
     * @param nanoTime the current time, in nanoseconds
     */
    SocketGuard(
            Session socket,
            SocketBudget budget,
            Wire wire,
            DoubleSupplier price,
            LongSupplier processorNanos,
            LongSupplier nanoTime) {
        this.processorNanos = processorNanos;
        this.nanoTime = nanoTime;
        this.socket = socket;
        this.budget = budget;
        this.wire = wire;
        this.price = price;
    }

    /** Changes the price. */
    void charges(DoubleSupplier newPrice) {
        price = newPrice;
    }

    SocketBudget budget() {
        return budget;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Reads a frame or a part of one, and charges it. Called for every read, also of ping, pong and close. */
    void read(Runnable reading) {
        if (!deaf) {
            pay(1, reading);
        } else if (dropped.incrementAndGet() > MOST_DROPPED) {
            wire.cutOff(Duration.ZERO);
        } else {
            reading.run();
        }
    }

    /** Handles a message; messages of a socket that is being closed are dropped. */
    void handle(Runnable handling) {
        if (!closed.get()) {
            pay(0, handling);
        }
    }

    /** Charges a frame that is sent to this socket: a small question may have a large answer. */
    void sends(int characters) {
        if (!budget.pay(1, 0, NANOS_OF_A_CHARACTER * characters, nanoTime.getAsLong()) && !deaf) {
            flooded();
        }
    }

    private void pay(int reads, Runnable work) {
        long before = processorNanos.getAsLong();
        try {
            work.run();
        } finally {
            // While the socket is being closed there is no page any more that deserves a lower price.
            double factor = closed.get() ? Math.max(1, price.getAsDouble()) : price.getAsDouble();
            long nanos = processorNanos.getAsLong() - before;
            if (!budget.pay(factor, reads, nanos, nanoTime.getAsLong()) && !deaf) {
                flooded();
            }
        }
    }

    private void flooded() {
        if (!closed.get()) {
            FLOODS.count("sockets", nanoTime.getAsLong()).ifPresent(count -> LOG.flooded(socket.getId(), count));
        }
        turnAway(CloseReasons.TOO_FAST);
    }

    /** Closes it and reads nothing more, except the rest of a frame. */
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
            // The browser closed first.
        }
        wire.cutOff(FAREWELL);
    }
}
