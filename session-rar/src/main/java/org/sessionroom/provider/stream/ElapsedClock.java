package org.sessionroom.provider.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock to measure with: it begins at the time of day and then counts elapsed time ({@link System#nanoTime()}). Setting the
 * machine's clock moves no deadline that is measured with it. What it shows is not fit to be shown to anybody.
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
