package org.sessionroom.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Decides how long to wait for something that starts: as long as it makes progress. A slow machine takes its time, but it shows some
 * progress now and then; a process that hangs shows none.
 */
final class Patience {
    private final Duration withoutProgress;
    private Instant lastProgress;
    private Object lastSeen;

    /** @param withoutProgress the time without progress after which waiting ends */
    Patience(Duration withoutProgress, Instant now) {
        this.withoutProgress = withoutProgress;
        this.lastProgress = now;
    }

    /** @param seen a value that changes with progress, such as the size of a log */
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
