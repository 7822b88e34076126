package org.sessionroom.database;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The database connection by which a transaction is committed. If it breaks during the commit, it is unknown whether the
 * database had committed before. The transaction manager then reports a heuristic outcome to the caller, but
 * completes the synchronizations as if it were committed. The connection shows the difference: a broken one is closed.
 */
public final class TransactionConnection {

    private static final String REGISTRY = "java:jboss/TransactionSynchronizationRegistry";
    private static final Object KEY = TransactionConnection.class.getName();

    private TransactionConnection() {}

    /** Records the connection for the current transaction, if there is one. */
    static void note(Connection pooled) throws SQLException {
        TransactionSynchronizationRegistry registry = registry();
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
            // The pool hands out a handle, and unwrapping gives another handle; only the driver's metadata gives the
            // physical connection.
            registry.putResource(KEY, pooled.getMetaData().getConnection());
        }
    }

    /** The connection of the current transaction, or null if it has used none. */
    static Connection of(TransactionSynchronizationRegistry registry) {
        return (Connection) registry.getResource(KEY);
    }

    /** Whether a connection broke. If it cannot be determined, it counts as broken. */
    static boolean isBroken(Connection connection) {
        try {
            return connection != null && connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static TransactionSynchronizationRegistry registry() {
        try {
            return InitialContext.doLookup(REGISTRY);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
