package org.sessionroom.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits the work for one caller, by count and by processor time. Neither depends on how busy the server is.
 *
 * @param <K> the caller's type; must implement {@code equals}
 */
public final class WorkLimits<K> {

    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RateLimits<K> calls;
    private final RateLimits<K> millis;

    /**
     * @param calls burst of calls
     * @param callsPerSecond refill rate
     * @param millis burst of processor time
     * @param millisPerSecond refill rate; 1,000 is a whole processor
     */
    public WorkLimits(double calls, double callsPerSecond, double millis, double millisPerSecond) {
        this.calls = new RateLimits<>(calls, callsPerSecond);
        this.millis = new RateLimits<>(millis, millisPerSecond);
    }

    /** Takes a call; see {@link RateLimits#refusal}. Its processor time is charged afterwards, by {@link #done}. */
    public Optional<Duration> refusal(K caller, long nanoTime) {
        return calls.refusal(caller, nanoTime).or(() -> millis.refusal(caller, nanoTime));
    }

    /** The processor time of this thread until now, for {@link #done}. */
    public static long begin() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /**
     * A call has ended, on the thread on which it began.
     *
     * @param began the result of {@link #begin}
     */
    public void done(K caller, long began, long nanoTime) {
        millis.take(caller, millisSince(began), nanoTime);
    }

    /** Milliseconds of processor time that this thread has used since {@link #begin}. */
    public static double millisSince(long began) {
        return (THREADS.getCurrentThreadCpuTime() - began) / NANOS_OF_A_MILLI;
    }
}
