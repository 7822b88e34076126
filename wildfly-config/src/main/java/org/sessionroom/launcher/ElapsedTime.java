package org.sessionroom.launcher;

import java.time.Instant;

/** Instants for measuring time. They are not times of day, and setting the machine's clock does not affect them. */
final class ElapsedTime {

    private ElapsedTime() {}

    static Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
