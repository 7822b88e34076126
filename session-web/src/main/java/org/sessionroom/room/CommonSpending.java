package org.sessionroom.room;

import java.time.Duration;
import org.sessionroom.limit.CommonBudget;

/** A budget of reads and of processor time that several members share; see {@link CommonBudget}. Times are nanoseconds, passed in. */
final class CommonSpending {

    /** As much as two rooms at their busiest. */
    private static final int SESSIONS_AT_ONCE = 2;

    private static final double READS = SESSIONS_AT_ONCE * SocketBudget.READS;
    private static final double NANOS = SESSIONS_AT_ONCE * SocketBudget.NANOS;

    private final CommonBudget reads;
    private final CommonBudget processor;

    CommonSpending(long nanoTime) {
        reads = new CommonBudget(READS, SESSIONS_AT_ONCE * SocketBudget.READS_PER_SECOND, nanoTime);
        processor = new CommonBudget(NANOS, SESSIONS_AT_ONCE * SocketBudget.NANOS_PER_SECOND, nanoTime);
    }

    /** A new member's share. */
    Share share(long nanoTime) {
        return new Share(nanoTime);
    }

    boolean isFull(long nanoTime) {
        return reads.isFull(nanoTime) && processor.isFull(nanoTime);
    }

    /** What one member uses. */
    final class Share {

        private final CommonBudget.Share ofReads;
        private final CommonBudget.Share ofProcessor;
        private volatile boolean exceeded;

        private Share(long nanoTime) {
            ofReads = reads.share(nanoTime);
            ofProcessor = processor.share(nanoTime);
        }

        /** @return whether the budget was sufficient, or this member used no more than an equal part */
        boolean pay(double readings, double processorNanos, long nanoTime) {
            boolean fewEnough = ofReads.take(readings, nanoTime);
            boolean paid = ofProcessor.take(processorNanos, nanoTime) && fewEnough;
            if (!paid) {
                exceeded = true;
            }
            return paid;
        }

        /** How long a member who was refused must stay away; zero for everybody else. */
        Duration untilRecovered(long nanoTime) {
            if (!exceeded) {
                return Duration.ZERO;
            }
            Duration byReads = ofReads.until(Spending.RECOVERED * READS, nanoTime);
            Duration byProcessor = ofProcessor.until(Spending.RECOVERED * NANOS, nanoTime);
            Duration wait = byReads.compareTo(byProcessor) > 0 ? byReads : byProcessor;
            exceeded = !wait.isZero();
            return wait;
        }

        boolean isUnused(long nanoTime) {
            return ofReads.isUnused(nanoTime) && ofProcessor.isUnused(nanoTime);
        }
    }
}
