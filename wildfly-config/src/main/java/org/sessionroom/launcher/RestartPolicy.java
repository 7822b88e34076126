package org.sessionroom.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How often a part that ended by itself is restarted. One crash may be an accident; several in a short time have a cause that
 * a restart does not remove.
 */
public final class RestartPolicy {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final int most;
    private final Duration within;
    private final Deque<Instant> ends = new ArrayDeque<>();

    /**
     * @param most maximum restarts
     * @param within the time in which they are counted; older ones no longer count
     */
    public RestartPolicy(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    /** Five restarts within ten minutes. */
    public static RestartPolicy standard() {
        return new RestartPolicy(5, Duration.ofMinutes(10));
    }

    /**
     * The part ended.
     *
     * @return how long to wait before the restart: a second, then twice as long each time, up to 30 seconds; empty
     *     if it ended too often
     */
    public Optional<Duration> afterEndAt(Instant now) {
        while (!ends.isEmpty() && !ends.peekFirst().isAfter(now.minus(within))) {
            ends.removeFirst();
        }
        if (ends.size() >= most) {
            return Optional.empty();
        }
        ends.addLast(now);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(ends.size() - 1, 10));
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    @Override
    public String toString() {
        return most + " restarts within " + within.toMinutes() + " minutes";
    }
}
