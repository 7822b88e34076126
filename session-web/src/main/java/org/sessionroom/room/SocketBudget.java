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

    /** Of a person in all their sessions together, as much as two rooms at their busiest. */
    private static final int SESSIONS_AT_ONCE = 2;

    /** Each is a stream of its own to the recogniser, which hears it out when another takes its place. */
    private static final int MICROPHONES = 10;

    private static final double MICROPHONES_PER_SECOND = 0.2;

    private final Spending inSession;
    private final Spending ofPerson;
    private final RateLimit microphones;
    private final Map<FrameKind, RateLimit> kinds = new EnumMap<>(FrameKind.class);

    /** @param ofPerson what they spend in all their sessions, see {@link #ofPerson} */
    SocketBudget(Spending ofPerson, long nanoTime) {
        this.ofPerson = ofPerson;
        inSession = new Spending(READS, READS_PER_SECOND, NANOS, NANOS_PER_SECOND, nanoTime);
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
        boolean enoughInAll = ofPerson.pay(reads, processorNanos, nanoTime);
        return inSession.pay(reads, processorNanos, nanoTime) && enoughInAll;
    }

    /** What one person may spend in all their sessions together. */
    static Spending ofPerson(long nanoTime) {
        return new Spending(
                SESSIONS_AT_ONCE * READS,
                SESSIONS_AT_ONCE * READS_PER_SECOND,
                SESSIONS_AT_ONCE * NANOS,
                SESSIONS_AT_ONCE * NANOS_PER_SECOND,
                nanoTime);
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
        Duration here = inSession.untilRecovered(nanoTime);
        Duration inAll = ofPerson.untilRecovered(nanoTime);
        return here.compareTo(inAll) > 0 ? here : inAll;
    }

    /** Whether everything is refilled, so that forgetting it gives nothing away. */
    boolean isFull(long nanoTime) {
        return inSession.isFull(nanoTime)
                && microphones.isFull(nanoTime)
                && kinds.values().stream().allMatch(limit -> limit.isFull(nanoTime));
    }
}
