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
 * Applies the sessions' time limits every five seconds. Every node does; row locks ensure that only one of them acts. What
 * was due while all nodes were down is found by the first run afterwards.
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
