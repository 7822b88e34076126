package org.sessionroom.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time of day, without temporary steps of a machine's clock. It follows the machine's clock as long as
 * that runs steadily. When it jumps, this clock continues with elapsed time, and accepts the jump once it has lasted for a minute:
 * a clock that is three hours ahead for some seconds would otherwise permanently end sessions and logins, and erase records.
 *
 * <p>Ticks in microseconds, the database's precision, so that a published time equals the same time read later.
 */
public final class SteadyClock extends Clock {

    /** Smaller differences, such as gradual corrections or a leap second, are followed at once. */
    static final Duration STEP = Duration.ofSeconds(5);

    public static final Duration BELIEVED_AFTER = Duration.ofMinutes(1);

    private final Clock machine;
    private final LongSupplier nanoTime;

    private Instant last;
    private long lastNanos;
    private Duration step = Duration.ZERO;
    private long stepSeenNanos;

    /**
     * @param machine the clock that may be set
     * @param nanoTime elapsed time, as {@link System#nanoTime} measures it
     */
    public SteadyClock(Clock machine, LongSupplier nanoTime) {
        this.machine = machine;
        this.nanoTime = nanoTime;
        last = machine.instant();
        lastNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Instant shown = machine.instant();
        long nanos = nanoTime.getAsLong();
        Instant steady = last.plusNanos(nanos - lastNanos);
        Duration seen = Duration.between(steady, shown);
        if (isStep(seen) && !isBelieved(seen, nanos)) {
            return steady.truncatedTo(ChronoUnit.MICROS);
        }
        last = shown;
        lastNanos = nanos;
        step = Duration.ZERO;
        return shown.truncatedTo(ChronoUnit.MICROS);
    }

    private boolean isBelieved(Duration seen, long nanos) {
        if (isStep(seen.minus(step))) {
            step = seen;
            stepSeenNanos = nanos;
        }
        return nanos - stepSeenNanos >= BELIEVED_AFTER.toNanos();
    }

    private static boolean isStep(Duration difference) {
        return difference.abs().compareTo(STEP) > 0;
    }

    /** By how much the machine's clock is ahead (or behind, if negative), while the jump is not accepted yet. */
    public synchronized Optional<Duration> step() {
        instant();
        return Optional.of(step).filter(difference -> !difference.isZero());
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are told in a zone where they are shown");
    }
}
