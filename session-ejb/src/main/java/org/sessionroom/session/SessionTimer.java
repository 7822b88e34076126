package org.sessionroom.session;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sessionroom.health.PeriodicScheduler;

/**
 * Asks every five seconds what the clock demands. Every node asks; the rows' locks see to it that one of them acts. What
 * was due while all nodes were down is found at the first run after.
 */
@Startup
@Singleton
public class SessionTimer {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition deadlines;

    @PostConstruct
    void start() {
        deadlines = scheduler.repeat("session-deadlines", EVERY, lifecycle::keepTime);
    }

    @PreDestroy
    void stop() {
        deadlines.stop();
    }
}
