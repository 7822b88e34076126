package org.sessionroom.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.infinispan.Cache;
import org.infinispan.remoting.transport.Address;
import org.sessionroom.record.MasterKey;

/**
 * Whether this node can serve people: the database stores writes, the keys are available, the cluster's caches run. The class is in the
 * EAR's library, because WildFly finds no health checks in the modules of an EAR (WFLY-12835).
 */
@ApplicationScoped
public class Ready {

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/tickets")
    private Cache<String, String> tickets;

    @Inject
    private WriteProbe probe;

    @Inject
    private Clock clock;

    @Inject
    private MasterKey master;

    @Inject
    private ProviderStates providers;

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return () -> {
            Optional<String> trouble = probe.trouble(System.nanoTime(), clock.instant());
            HealthCheckResponseBuilder check =
                    HealthCheckResponse.named("database").status(trouble.isEmpty());
            trouble.ifPresent(kind -> check.withData("reason", kind));
            return check.build();
        };
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck keys() {
        return () -> HealthCheckResponse.named("keys")
                .withData("master", master.id())
                .up()
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck cluster() {
        return () -> HealthCheckResponse.named("cluster")
                .withData("members", members())
                .status(tickets.getStatus().allowInvocations())
                .build();
    }

    /** Reported, but always UP: without the providers people can still meet. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck providers() {
        return () -> {
            HealthCheckResponseBuilder check =
                    HealthCheckResponse.named("providers").up();
            providers.all().forEach(check::withData);
            return check.build();
        };
    }

    /** A cache manager without a cluster returns no members. */
    private int members() {
        List<Address> members = tickets.getCacheManager().getMembers();
        return members == null ? 1 : members.size();
    }

    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started() {
        return () -> HealthCheckResponse.up("migrated");
    }
}
