package org.sessionroom.database;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The connection to the database by which a transaction is committed. When it breaks during the commit, nobody knows whether the
 * database had committed before. The transaction manager then reports a heuristic outcome to whoever began the transaction, but
 * completes the synchronizations as if it were committed. The connection tells the difference: one that broke is closed.
 */
public final class TransactionConnection {

    private static final String REGISTRY = "java:jboss/TransactionSynchronizationRegistry";
    private static final Object KEY = TransactionConnection.class.getName();

    private TransactionConnection() {}

    /** Notes the connection for the transaction that is under way, if there is one. */
    static void note(Connection pooled) throws SQLException {
        TransactionSynchronizationRegistry registry = registry();
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
            // What the pool gives out is a handle, and so is what that unwraps to; the driver's metadata knows the
            // connection itself.
            registry.putResource(KEY, pooled.getMetaData().getConnection());
        }
    }

    /** The connection of the transaction that is under way, or null when it has used none. */
    static Connection of(TransactionSynchronizationRegistry registry) {
        return (Connection) registry.getResource(KEY);
    }

    /** Whether a connection broke. One that cannot say so counts as broken. */
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
