package org.sessionroom.identity;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.sessionroom.health.PeriodicScheduler;

/** Deletes expired logins every hour. */
@Startup
@Singleton
public class LoginTimer {

    private static final Duration EVERY = Duration.ofHours(1);

    @EJB
    private LoginService loginService;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition cleaning;

    @PostConstruct
    void start() {
        cleaning = scheduler.repeat("login-cleaning", EVERY, loginService::forgetOver);
    }

    @PreDestroy
    void stop() {
        cleaning.stop();
    }
}
