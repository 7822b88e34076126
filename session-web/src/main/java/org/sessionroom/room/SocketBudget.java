package org.sessionroom.room;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.sessionroom.limit.RateLimit;

/**
 * What all sockets of one person in one session may cost this node together (ADR 16). Whatever arrives is paid for twice: by
 * count, when it is read, and by the processor's time, when it was read and when it was handled. Neither depends on how busy
 * the node is, so that nobody is taken for a flood because the server is slow. Times are nanoseconds, passed in.
 */
final class SocketBudget {

    /**
     * Reads at once, and per second. A read is a frame, or 16 kB of a larger one. A page at its busiest comes to 70 a second: 30
     * previews, 20 changes, 10 frames of sound, and what arranges a call.
     */
    private static final int READS = 1_500;

    private static final int READS_PER_SECOND = 300;

    /** Of the processor: a page at its busiest takes some 20 ms a second, and several hundred once, while a node is cold. */
    private static final long NANOS = 2_000_000_000L;

    private static final long NANOS_PER_SECOND = 250_000_000L;

    /** The share of a full budget that somebody who spent everything waits for, some seconds. */
    private static final double RECOVERED = 0.8;

    /** Each is a stream of its own to the recogniser, which hears it out when another takes its place. */
    private static final int MICROPHONES = 10;

    private static final double MICROPHONES_PER_SECOND = 0.2;

    private final RateLimit reads;
    private final RateLimit processor;
    private final RateLimit microphones;
    private volatile boolean spent;
    private final Map<FrameKind, RateLimit> kinds = new EnumMap<>(FrameKind.class);

    SocketBudget(long nanoTime) {
        reads = new RateLimit(READS, READS_PER_SECOND, nanoTime);
        processor = new RateLimit(NANOS, NANOS_PER_SECOND, nanoTime);
        microphones = new RateLimit(MICROPHONES, MICROPHONES_PER_SECOND, nanoTime);
        for (FrameKind kind : FrameKind.values()) {
            kinds.put(kind, new RateLimit(kind.burst(), kind.perSecond(), nanoTime));
        }
    }

    /**
     * Pays for something that was done for the person.
     *
     * @param reads how many, which may be a fraction
     * @param processorNanos what it took of the processor
     * @return whether it was there to be paid
     */
    boolean pay(double reads, double processorNanos, long nanoTime) {
        boolean fewEnough = this.reads.take(reads, nanoTime);
        boolean paid = processor.take(processorNanos, nanoTime) && fewEnough;
        if (!paid) {
            spent = true;
        }
        return paid;
    }

    /** Whether one more frame of a kind is within that kind's own limit. */
    boolean allows(FrameKind kind, long nanoTime) {
        return kinds.get(kind).allow(nanoTime);
    }

    boolean allowsMicrophone(long nanoTime) {
        return microphones.allow(nanoTime);
    }

    /** How long somebody who spent everything has to stay away; zero for everybody else. */
    Duration untilRecovered(long nanoTime) {
        if (!spent) {
            return Duration.ZERO;
        }
        Duration byReads = reads.until(RECOVERED * READS, nanoTime);
        Duration byProcessor = processor.until(RECOVERED * NANOS, nanoTime);
        Duration wait = byReads.compareTo(byProcessor) > 0 ? byReads : byProcessor;
        spent = !wait.isZero();
        return wait;
    }

    /** Whether everything is refilled, so that forgetting it gives nothing away. */
    boolean isFull(long nanoTime) {
        return reads.isFull(nanoTime)
                && processor.isFull(nanoTime)
                && microphones.isFull(nanoTime)
                && kinds.values().stream().allMatch(limit -> limit.isFull(nanoTime));
    }
}
