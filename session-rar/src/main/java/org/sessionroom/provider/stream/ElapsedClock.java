package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock for deadlines: it begins at the time of day and then counts elapsed time ({@link System#nanoTime()}). Setting the
 * machine's clock does not affect deadlines measured with it. Its time must not be shown to people.
 */
public final class ElapsedClock extends Clock {

    private final Instant start;
    private final long startNanos;
    private final ZoneId zone;

    /** @param timeOfDay read once */
    public ElapsedClock(Clock timeOfDay) {
        this(timeOfDay.instant(), System.nanoTime(), timeOfDay.getZone());
    }

    private ElapsedClock(Instant start, long startNanos, ZoneId zone) {
        this.start = start;
        this.startNanos = startNanos;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ElapsedClock(start, startNanos, other);
    }
}
