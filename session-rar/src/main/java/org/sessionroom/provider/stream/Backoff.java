package org.sessionroom.provider.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pause before the next attempt: doubled each time, between {@link #LEAST} and {@link #MOST}, and randomly up
 * to half of that shorter, so that all the streams that a provider dropped do not reconnect at once.
 */
final class Backoff {

    static final Duration LEAST = Duration.ofMillis(500);
    static final Duration MOST = Duration.ofSeconds(15);

    private static final double HALF = 0.5;

    private final RandomGenerator random;
    private Duration next = LEAST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        double share = 1 - HALF * random.nextDouble();
        long millis = Math.max(LEAST.toMillis(), Math.round(next.toMillis() * share));
        next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
        return Duration.ofMillis(millis);
    }

    void reset() {
        next = LEAST;
    }
}
