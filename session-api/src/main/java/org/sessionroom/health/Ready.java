package org.sessionroom.health;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.sessionroom.identity.SigningKeys;
import org.sessionroom.participant.Presence;
import org.sessionroom.record.MasterKey;

/** Whether this node can serve people: the database answers, the keys are there, the cluster's caches run. */
@ApplicationScoped
public class Ready {

    private static final int DATABASE_SECONDS = 2;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    @Inject
    private Presence presence;

    @Inject
    private MasterKey master;

    @EJB
    private SigningKeys signing;

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck database() {
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                return HealthCheckResponse.named("database")
                        .status(connection.isValid(DATABASE_SECONDS))
                        .build();
            } catch (SQLException unreachable) {
                return HealthCheckResponse.down("database");
            }
        };
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck keys() {
        return () -> HealthCheckResponse.named("keys")
                .withData("master", master.id())
                .status(signing.jwks().length() > 0)
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck cluster() {
        return () -> HealthCheckResponse.named("cluster")
                .withData("members", presence.nodes())
                .status(presence.nodes() > 0)
                .build();
    }

    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started() {
        return () -> HealthCheckResponse.up("migrated");
    }
}
