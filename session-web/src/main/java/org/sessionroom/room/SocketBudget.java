package org.sessionroom.room;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.sessionroom.limit.RateLimit;

/**
 * The budget of all sockets of one person in one session on this node (ADR 16). All input is charged twice: by
 * count, when it is read, and by processor time, for reading and for handling. Neither depends on how busy
 * the node is, so a slow server never makes a person look like a flood. Times are nanoseconds, passed in.
 */
final class SocketBudget {

    /**
     * Burst of reads, and reads per second. A read is a frame, or 16 kB of a larger one. A page at its busiest causes 70 a second: 30
     * previews, 20 changes, 10 frames of sound, and signals of the call.
     */
    static final int READS = 1_500;

    static final int READS_PER_SECOND = 300;

    /** Processor time: a page at its busiest takes some 20 ms a second, and several hundred once, while a node is cold. */
    static final long NANOS = 2_000_000_000L;

    static final long NANOS_PER_SECOND = 250_000_000L;

    /** Each opens a stream to the recogniser, which still returns results after another has replaced it. */
    private static final int MICROPHONES = 10;

    private static final double MICROPHONES_PER_SECOND = 0.2;

    /** Each is a line of the transcript, and means that the person's connection broke. */
    private static final int GAPS = 15;

    private static final double GAPS_PER_SECOND = 0.05;

    private final Spending inSession;
    private final CommonSpending.Share inAll;
    private final RateLimit microphones;
    private final RateLimit gaps;
    private final Map<FrameKind, RateLimit> kinds = new EnumMap<>(FrameKind.class);

    /** @param inAll the budget of their {@link org.sessionroom.limit.BudgetOwner} for all sessions together */
    SocketBudget(CommonSpending inAll, long nanoTime) {
        this.inAll = inAll.share(nanoTime);
        inSession = new Spending(READS, READS_PER_SECOND, NANOS, NANOS_PER_SECOND, nanoTime);
        microphones = new RateLimit(MICROPHONES, MICROPHONES_PER_SECOND, nanoTime);
        gaps = new RateLimit(GAPS, GAPS_PER_SECOND, nanoTime);
        for (FrameKind kind : FrameKind.values()) {
            kinds.put(kind, new RateLimit(kind.burst(), kind.perSecond(), nanoTime));
        }
    }

    /**
     * Charges work that was done for the person.
     *
     * @param price factor of what is charged to the person here. A high price is theirs alone, and a low one is for reads only,
     *     never for processor time
     * @param reads their number
     * @param processorNanos the processor time used
     * @return whether the budget was sufficient
     */
    boolean pay(double price, int reads, double processorNanos, long nanoTime) {
        boolean enoughInAll = inAll.pay(Math.min(1, price) * reads, processorNanos, nanoTime);
        return inSession.pay(price * reads, Math.max(1, price) * processorNanos, nanoTime) && enoughInAll;
    }

    /**
     * Whether one more frame of a kind is within that kind's own limit.
     *
     * @param weight 1, or more for a frame that is large
     */
    boolean allows(FrameKind kind, double weight, long nanoTime) {
        return kinds.get(kind).allow(weight, nanoTime);
    }

    boolean allowsMicrophone(long nanoTime) {
        return microphones.allow(nanoTime);
    }

    /** Whether one more lost run of speech may be reported. */
    boolean allowsGap(long nanoTime) {
        return gaps.allow(nanoTime);
    }

    /** How long a person who exceeded the budget must stay away; zero for everybody else. */
    Duration untilRecovered(long nanoTime) {
        Duration here = inSession.untilRecovered(nanoTime);
        Duration everywhere = inAll.untilRecovered(nanoTime);
        return here.compareTo(everywhere) > 0 ? here : everywhere;
    }

    /** Whether everything is refilled, so that this object can be discarded. */
    boolean isFull(long nanoTime) {
        return inSession.isFull(nanoTime)
                && inAll.isUnused(nanoTime)
                && microphones.isFull(nanoTime)
                && gaps.isFull(nanoTime)
                && kinds.values().stream().allMatch(limit -> limit.isFull(nanoTime));
    }
}
