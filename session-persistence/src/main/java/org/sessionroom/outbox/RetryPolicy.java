package org.sessionroom.outbox;

import java.time.Duration;

/**
 * How often something is tried, and for how long.
 *
 * @param first the pause after the first try; each following one is twice as long
 * @param longest the longest pause, unless the other side asks for more
 * @param patience how long after its beginning no further try is made
 * @param deadline how long one try may take, from its beginning to its end
 */
public record RetryPolicy(Duration first, Duration longest, Duration patience, Duration deadline) {

    /** The hospital's own relay, which may greylist, restart, or be out of order overnight. */
    static final RetryPolicy MAIL = new RetryPolicy(
            Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofHours(24), Duration.ofSeconds(20));

    /** A language model: several requests of two minutes each, asked twice at most. */
    static final RetryPolicy ASSISTANT = new RetryPolicy(
            Duration.ofSeconds(15), Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(14));

    /** For taking a try up and writing down what came of it, after its deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(40);

    private static final int MOST_DOUBLINGS = 20;
    private static final double SPREAD = 0.25;

    /**
     * How long to wait after a try that failed for now.
     *
     * @param attempts tries so far, 1 or more
     * @param chance from 0 to 1: a pause is up to a quarter shorter, so that what failed together does not come back together
     */
    Duration pause(int attempts, double chance) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 - SPREAD * chance)));
    }

    /** After how long a try of which nothing was heard is lost, with the node that made it. */
    Duration lostAfter() {
        return deadline.plus(MARGIN);
    }
}
