package org.sessionroom.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Number and total length of a session's pauses. */
public record Pauses(int count, Duration length) {

    /**
     * @param steps oldest first
     * @param until the end of a pause that is still running
     */
    public static Pauses of(List<SessionCourse.Step> steps, Instant until) {
        int count = 0;
        Duration length = Duration.ZERO;
        Optional<Instant> since = Optional.empty();
        for (SessionCourse.Step step : steps) {
            if (since.isPresent()) {
                length = length.plus(Duration.between(since.get(), step.at()));
            }
            boolean halted = step.to() == SessionStatus.PAUSED;
            since = halted ? Optional.of(step.at()) : Optional.empty();
            count += halted ? 1 : 0;
        }
        Duration open = since.map(start -> Duration.between(start, until)).orElse(Duration.ZERO);
        return new Pauses(count, length.plus(open));
    }
}
