package org.sessionroom.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A connection pooler between us and PostgreSQL that assigns a connection for each transaction, as PgBouncer does with
 * {@code pool_mode = transaction}. A statement prepared on one connection is then missing, or already exists, on the next.
 */
final class TransactionPooler {

    private static final String MARK = "session_room.connection";

    /** Another client of the pooler may be faster and take the marked connection. */
    private static final int ATTEMPTS = 3;

    private TransactionPooler() {}

    /**
     * @param prepareThreshold after how many executions the driver prepares a statement on the server; 0 means never
     * @throws IllegalStateException if there is such a pooler and the driver prepares statements
     */
    static void check(DataSource database, int prepareThreshold) {
        if (prepareThreshold == 0) {
            return;
        }
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                requireOwnConnections(database);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not be asked for its connections", e);
        }
    }

    /** A mark set on one connection is visible on the other only if the pooler assigned the same PostgreSQL connection to both. */
    private static void requireOwnConnections(DataSource database) throws SQLException {
        String mark = UUID.randomUUID().toString();
        try (Connection one = database.getConnection();
                Connection other = database.getConnection()) {
            ask(one, "select set_config('" + MARK + "', ?, false)", mark);
            String seen = ask(other, "select current_setting(?, true)", MARK);
            ask(one, "select set_config('" + MARK + "', ?, false)", "");
            if (mark.equals(seen)) {
                throw new IllegalStateException(
                        "Between the room and PostgreSQL is a connection pooler that lends connections"
                                + " for a transaction (PgBouncer: pool_mode = transaction). Statements that were prepared on one would"
                                + " fail on another. Set SESSION_DB_PREPARE_THRESHOLD=0, or pool_mode = session, and start again.");
            }
        }
    }

    private static String ask(Connection connection, String query, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
