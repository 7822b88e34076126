package org.sessionroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;

/**
 * Takes connections from the server's pool through the {@link Breaker}: while the database does not answer, no caller waits for
 * it. This is the only place, because all database access of the application passes here. The pool validates a connection before
 * it hands it out, so a successful checkout proves that the database answers.
 */
public class DatabaseConnections extends DatasourceConnectionProviderImpl {

    private static final long serialVersionUID = 1L;

    /** One per node: Hibernate creates the provider itself, and cannot be given an instance. */
    public static final Breaker BREAKER = new Breaker(3, Duration.ofSeconds(3), Duration.ofSeconds(1));

    private static final String EXECUTOR = "java:jboss/ee/concurrency/executor/default";

    /** connection_exception: sqlclient_unable_to_establish_sqlconnection. */
    private static final String UNREACHABLE = "08001";

    @Override
    public Connection getConnection() throws SQLException {
        if (!BREAKER.lets(System.nanoTime())) {
            probeBeside();
            throw new SQLTransientConnectionException("the database does not answer", UNREACHABLE);
        }
        return attempt();
    }

    private Connection attempt() throws SQLException {
        try {
            Connection connection = super.getConnection();
            TransactionConnection.note(connection);
            BREAKER.succeeded();
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (DatabaseFailure.isOutage(e)) {
                BREAKER.failed(System.nanoTime());
            } else {
                BREAKER.inconclusive();
            }
            throw e;
        }
    }

    /** Tests whether the database is back, on a background thread. */
    private void probeBeside() {
        if (BREAKER.letsProbe(System.nanoTime())) {
            try {
                InitialContext.<Executor>doLookup(EXECUTOR).execute(this::probe);
            } catch (NamingException | RejectedExecutionException noThread) {
                BREAKER.inconclusive();
            }
        }
    }

    private void probe() {
        try {
            attempt().close();
        } catch (SQLException | RuntimeException stillAway) {
            // The breaker has recorded the failure, and allows the next probe after its pause.
        }
    }
}
