package org.sessionroom.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** PostgreSQL on the loopback address, with database and role {@code session}; its data stays in the room's folder. */
public final class Database implements AutoCloseable {
    static final String NAME = "session";

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Database start(Path folder, int port, Path log) {
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    // The library is made for tests and switches durability off; acknowledged must mean committed.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    // After a power failure it reads its log first.
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The room stops it after WildFly; a hook of its own would run at the same time.
                    .setRegisterShutdownHook(false)
                    .start();
            createOnce(postgres.getPostgresDatabase());
            return new Database(postgres);
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL did not start, see " + log, e);
        } catch (SQLException e) {
            throw new CannotStart("PostgreSQL runs, but its database could not be made, see " + log, e);
        }
    }

    private static void createOnce(DataSource admin) throws SQLException {
        try (Connection connection = admin.getConnection();
                var statement = connection.createStatement()) {
            var known = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'");
            if (!known.next()) {
                statement.execute("CREATE ROLE session LOGIN PASSWORD 'session'");
                statement.execute("CREATE DATABASE session OWNER session");
            }
        }
    }

    /** For tests that look into, or prepare, what the application stores. */
    public DataSource dataSource() {
        return postgres.getDatabase(NAME, NAME);
    }

    public int port() {
        return postgres.getPort();
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
