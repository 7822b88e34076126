package org.sessionroom.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.RecentMap;

/**
 * One {@link RateLimit} for each caller, such as a person or an address. Memory is bounded: with too many callers,
 * the least recently seen one is forgotten and begins again with a full limit.
 *
 * @param <K> the caller's type; must implement {@code equals}
 */
public final class RateLimits<K> {

    /** Maximum callers in memory, some 2 MB. */
    static final int MOST_CALLERS = 10_000;

    private final double burst;
    private final double perSecond;
    private final Map<K, RateLimit> limits = new RecentMap<>(MOST_CALLERS);

    /** Limits for each caller; see {@link RateLimit}. */
    public RateLimits(double burst, double perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /**
     * Takes one token of a caller.
     *
     * @return empty if it is allowed, otherwise the time until the next one is
     */
    public Optional<Duration> refusal(K caller, long nanoTime) {
        RateLimit limit = of(caller, nanoTime);
        return limit.allow(nanoTime) ? Optional.empty() : Optional.of(limit.until(1, nanoTime));
    }

    /** The time until a caller has this amount, without taking it; zero if it is available. */
    public Duration until(K caller, double amount, long nanoTime) {
        return of(caller, nanoTime).until(amount, nanoTime);
    }

    /** Takes the amount that a caller used, even if less was left; see {@link RateLimit#take}. */
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
