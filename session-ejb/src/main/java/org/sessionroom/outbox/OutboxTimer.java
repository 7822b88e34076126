package org.sessionroom.outbox;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sessionroom.health.PeriodicScheduler;

/** Triggers a look through the outbox every five seconds, which also finds entries that a lost node left behind. */
@Startup
@Singleton
public class OutboxTimer {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Inject
    private OutboxRunner runner;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition looks;

    @PostConstruct
    void start() {
        looks = scheduler.repeat("outbox", EVERY, runner::look);
    }

    @PreDestroy
    void stop() {
        looks.stop();
    }
}
