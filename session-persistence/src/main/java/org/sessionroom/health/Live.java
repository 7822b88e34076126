package org.sessionroom.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Whether the application answers and its periodic tasks run; a restart repairs what this check detects. */
@ApplicationScoped
public class Live {

    @Inject
    private PeriodicTasks tasks;

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck answers() {
        return () -> HealthCheckResponse.up("session-room");
    }

    /** Also restarts tasks that the scheduler has lost: the probe comes from outside, so it works even when no task runs any more. */
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck periodicTasks() {
        return () -> {
            long now = System.nanoTime();
            HealthCheckResponseBuilder check = HealthCheckResponse.named("tasks");
            tasks.states(now).forEach(check::withData);
            boolean inTime = tasks.allInTime(now);
            tasks.restartLost(now);
            return check.status(inTime).build();
        };
    }
}
