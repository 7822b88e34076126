package org.sessionroom.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long something that starts is waited for: as long as it gets on. A slow machine takes its time, but it shows something new
 * now and then; what hangs shows nothing.
 */
final class Patience {
    private final Duration withoutProgress;
    private Instant lastProgress;
    private Object lastSeen;

    /** @param withoutProgress after which time without anything new it is over */
    Patience(Duration withoutProgress, Instant now) {
        this.withoutProgress = withoutProgress;
        this.lastProgress = now;
    }

    /** @param seen what shows progress by being another than before, such as the size of a log */
    void see(Object seen, Instant now) {
        if (!Objects.equals(seen, lastSeen)) {
            lastSeen = seen;
            lastProgress = now;
        }
    }

    boolean isOver(Instant now) {
        return now.isAfter(lastProgress.plus(withoutProgress));
    }

    Duration withoutProgress() {
        return withoutProgress;
    }
}
