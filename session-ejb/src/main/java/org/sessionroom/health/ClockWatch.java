package org.sessionroom.health;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Logs jumps of the machine's clock; see {@link SteadyClock}. */
@Startup
@Singleton
public class ClockWatch {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Inject
    private SteadyClock clock;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition looks;
    private Optional<Duration> seen = Optional.empty();

    @PostConstruct
    void start() {
        looks = scheduler.repeat("clock-watch", EVERY, this::look);
    }

    @PreDestroy
    void stop() {
        looks.stop();
    }

    private void look() {
        Optional<Duration> step = clock.step();
        if (step.isPresent() && seen.isEmpty()) {
            LOG.clockJumped(step.get().toSeconds(), SteadyClock.BELIEVED_AFTER.toSeconds());
        } else if (step.isEmpty() && seen.isPresent()) {
            LOG.clockSteady(clock.instant());
        }
        seen = step;
    }
}
