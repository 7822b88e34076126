package org.sessionroom.room;

import java.time.Duration;
import org.sessionroom.limit.RateLimit;

/** What may be spent of reads and of the processor's time. Times are nanoseconds, passed in. */
final class Spending {

    /** The share of a full budget that somebody who spent everything waits for, some seconds. */
    private static final double RECOVERED = 0.8;

    private final double mostReads;
    private final double mostNanos;
    private final RateLimit reads;
    private final RateLimit processor;
    private volatile boolean spent;

    /**
     * @param reads at once, and per second
     * @param nanos of the processor at once, and per second
     */
    Spending(double reads, double readsPerSecond, double nanos, double nanosPerSecond, long nanoTime) {
        this.mostReads = reads;
        this.mostNanos = nanos;
        this.reads = new RateLimit(reads, readsPerSecond, nanoTime);
        this.processor = new RateLimit(nanos, nanosPerSecond, nanoTime);
    }

    /** @return whether it was there to be paid */
    boolean pay(double reads, double processorNanos, long nanoTime) {
        boolean fewEnough = this.reads.take(reads, nanoTime);
        boolean paid = processor.take(processorNanos, nanoTime) && fewEnough;
        if (!paid) {
            spent = true;
        }
        return paid;
    }

    /** How long somebody who spent everything has to stay away; zero for everybody else. */
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
