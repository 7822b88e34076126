package org.sessionroom.limit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;

/**
 * What one caller may have done for them, by count and by the processor's time. Neither depends on how busy the server is.
 *
 * @param <K> who calls; with {@code equals}
 */
public final class WorkLimits<K> {

    private static final double NANOS_OF_A_MILLI = 1e6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RateLimits<K> calls;
    private final RateLimits<K> millis;

    /**
     * @param calls at once
     * @param callsPerSecond refilled
     * @param millis of the processor at once
     * @param millisPerSecond refilled; 1,000 is a whole processor
     */
    public WorkLimits(double calls, double callsPerSecond, double millis, double millisPerSecond) {
        this.calls = new RateLimits<>(calls, callsPerSecond);
        this.millis = new RateLimits<>(millis, millisPerSecond);
    }

    /** Takes a call; see {@link RateLimits#refusal}. What it costs of the processor is taken when it is done, see {@link #done}. */
    public Optional<Duration> refusal(K caller, long nanoTime) {
        return calls.refusal(caller, nanoTime).or(() -> millis.refusal(caller, nanoTime));
    }

    /** What the processor has done for this thread until now, for {@link #done}. */
    public static long begin() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /**
     * A call is done, on the thread it began on.
     *
     * @param began what {@link #begin} gave
     */
    public void done(K caller, long began, long nanoTime) {
        millis.take(caller, (THREADS.getCurrentThreadCpuTime() - began) / NANOS_OF_A_MILLI, nanoTime);
    }
}
