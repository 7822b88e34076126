package org.sessionroom.launcher;

import java.time.Instant;

/** Instants to measure with. They mean nothing in themselves, and setting the machine's clock does not move them. */
final class ElapsedTime {

    private ElapsedTime() {}

    static Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
