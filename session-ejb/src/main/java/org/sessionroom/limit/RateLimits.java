package org.sessionroom.limit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One {@link RateLimit} for each caller, such as a person or an address. Memory is bounded: of more callers than are
 * remembered, whoever was not seen for longest begins again with a full limit.
 *
 * @param <K> who calls; with {@code equals}
 */
public final class RateLimits<K> {

    /** Callers that are remembered, some 2 MB. */
    static final int MOST_CALLERS = 10_000;

    private final double burst;
    private final double perSecond;
    private final Map<K, RateLimit> limits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, RateLimit> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /** Of each caller; see {@link RateLimit}. */
    public RateLimits(double burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /**
     * Takes one of a caller's.
     *
     * @return nothing when it is allowed, else how long until the next one is
     */
    public Optional<Duration> refusal(K caller, long nanoTime) {
        RateLimit limit = of(caller, nanoTime);
        return limit.allow(nanoTime) ? Optional.empty() : Optional.of(limit.until(1, nanoTime));
    }

    /** How long until a caller has so much again, which is not taken; zero when there is. */
    public Duration until(K caller, double amount, long nanoTime) {
        return of(caller, nanoTime).until(amount, nanoTime);
    }

    /** Takes what a caller used, also when it is more than was left; see {@link RateLimit#take}. */
    public void take(K caller, double amount, long nanoTime) {
        of(caller, nanoTime).take(amount, nanoTime);
    }

    private synchronized RateLimit of(K caller, long nanoTime) {
        return limits.computeIfAbsent(caller, unknown -> new RateLimit(burst, perSecond, nanoTime));
    }

    synchronized int size() {
        return limits.size();
    }

    /** Whole seconds for a Retry-After header (RFC 9110 §10.2.3), at least one. */
    public static long retryAfter(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
