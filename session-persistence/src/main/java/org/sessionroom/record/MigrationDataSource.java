package org.sessionroom.record;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The room's connections, with longer time limits in each transaction: a large migration may exceed the usual ones. They are finite, so
 * that a node which freezes in a migration loses its locks at last. A lock is waited for only briefly, because everybody else waits behind
 * whoever waits for a table. The limits are set only for the transaction, because a connection returns to the pool, and behind a
 * {@link TransactionPooler} to other clients.
 */
final class MigrationDataSource implements DataSource {

    private static final Duration LOCK = Duration.ofSeconds(5);

    private static final Duration STATEMENT = Duration.ofMinutes(10);

    /** One connection holds Flyway's lock, idle, while another executes a whole script. */
    static final Duration SCRIPT = Duration.ofMinutes(30);

    private static final String LIMITS = "set local lock_timeout = " + LOCK.toMillis()
            + "; set local statement_timeout = " + STATEMENT.toMillis()
            + "; set local idle_in_transaction_session_timeout = " + SCRIPT.toMillis();

    /** For a database that has vanished; PostgreSQL ends a statement before. */
    private static final int READ_TIMEOUT_MILLIS =
            Math.toIntExact(STATEMENT.plusMinutes(1).toMillis());

    private static final Executor HERE = Runnable::run;

    private final DataSource limited;

    MigrationDataSource(DataSource limited) {
        this.limited = limited;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = limited.getConnection();
        int readTimeout = connection.getNetworkTimeout();
        connection.setNetworkTimeout(HERE, READ_TIMEOUT_MILLIS);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if ("close".equals(method.getName()) && !connection.isClosed()) {
                        connection.setNetworkTimeout(HERE, readTimeout);
                    }
                    try {
                        Object answer = method.invoke(connection, arguments);
                        if ("setAutoCommit".equals(method.getName()) && !connection.getAutoCommit()) {
                            execute(connection, LIMITS);
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static void execute(Connection connection, String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return limited.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        limited.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        limited.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return limited.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return limited.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return limited.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return limited.isWrapperFor(type);
    }
}
