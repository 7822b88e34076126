package org.sessionroom.outbox;

import java.time.Duration;

/**
 * How often and for how long something is retried.
 *
 * @param first the pause after the first attempt; each following one is twice as long
 * @param longest the longest pause, unless the server asks for a longer one
 * @param patience the time after its creation from which on no attempt is made
 * @param deadline the maximum duration of one attempt
 */
public record RetryPolicy(Duration first, Duration longest, Duration patience, Duration deadline) {

    /** For the hospital's own mail relay, which may greylist, restart, or be out of order overnight. */
    static final RetryPolicy MAIL = new RetryPolicy(
            Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofHours(24), Duration.ofSeconds(20));

    /** For a language model: several requests of two minutes each, repeated at most once. */
    static final RetryPolicy ASSISTANT = new RetryPolicy(
            Duration.ofSeconds(15), Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofMinutes(14));

    /** Time to begin an attempt and to record its result, in addition to its deadline. */
    private static final Duration MARGIN = Duration.ofSeconds(40);

    private static final int MOST_DOUBLINGS = 20;
    private static final double SPREAD = 0.25;

    /**
     * The pause after an attempt that failed temporarily.
     *
     * @param attempts attempts so far, 1 or more
     * @param chance from 0 to 1: a pause is up to a quarter shorter, so that entries that failed together are not retried together
     */
    Duration pause(int attempts, double chance) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis(Math.round(pause.toMillis() * (1 - SPREAD * chance)));
    }

    /**
     * The time after which an attempt without a result counts as lost, with the node that made it. Never shorter than the pause after a
     * failure: if results cannot be recorded, the same mail must not leave once a minute.
     *
     * @param attempts attempts so far with this one, 1 or more
     */
    Duration lostAfter(int attempts) {
        Duration possible = deadline.plus(MARGIN);
        Duration pause = pause(attempts, 0);
        return pause.compareTo(possible) > 0 ? pause : possible;
    }
}
