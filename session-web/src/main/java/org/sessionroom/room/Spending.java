package org.sessionroom.room;

import java.time.Duration;
import org.sessionroom.limit.RateLimit;

/** A budget of reads and of processor time. Times are nanoseconds, passed in. */
final class Spending {

    /** The share of a full budget that must be refilled after it was exceeded, which takes some seconds. */
    static final double RECOVERED = 0.8;

    private final double mostReads;
    private final double mostNanos;
    private final RateLimit reads;
    private final RateLimit processor;
    private volatile boolean spent;

    /**
     * @param reads burst, and per second
     * @param nanos of processor time: burst, and per second
     */
    Spending(double reads, double readsPerSecond, double nanos, double nanosPerSecond, long nanoTime) {
        this.mostReads = reads;
        this.mostNanos = nanos;
        this.reads = new RateLimit(reads, readsPerSecond, nanoTime);
        this.processor = new RateLimit(nanos, nanosPerSecond, nanoTime);
    }

    /** @return whether the budget was sufficient */
    boolean pay(double reads, double processorNanos, long nanoTime) {
        boolean fewEnough = this.reads.take(reads, nanoTime);
        boolean paid = processor.take(processorNanos, nanoTime) && fewEnough;
        if (!paid) {
            spent = true;
        }
        return paid;
    }

    /** How long a person who exceeded the budget must stay away; zero for everybody else. */
    Duration untilRecovered(long nanoTime) {
        if (!spent) {
            return Duration.ZERO;
        }
        Duration byReads = reads.until(RECOVERED * mostReads, nanoTime);
        Duration byProcessor = processor.until(RECOVERED * mostNanos, nanoTime);
        Duration wait = byReads.compareTo(byProcessor) > 0 ? byReads : byProcessor;
        spent = !wait.isZero();
        return wait;
    }

    boolean isFull(long nanoTime) {
        return reads.isFull(nanoTime) && processor.isFull(nanoTime);
    }
}
