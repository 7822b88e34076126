package org.sessionroom.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.sessionroom.launcher.Room;
import org.sessionroom.record.TableMigration;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RunningRoom;

/** Nodes that migrate the tables while somebody uses them. */
@ExtendWith(RunningRoom.class)
class MigrationIT {

    private static final String FORMER = "15";

    /** A backup reads a table; the migration wants to change it, and everybody else wants to read it. */
    @Test
    void whoWaitsBehindAMigrationThatWaitsForALockIsServedAndTwoNodesMigrateOnce(Room room) throws Exception {
        String server = "jdbc:postgresql://127.0.0.1:" + room.database().port() + "/";
        try (Connection postgres = DriverManager.getConnection(server + "postgres", "postgres", "postgres")) {
            execute(postgres, "drop database if exists locked with (force)");
            execute(postgres, "create database locked owner session");
        }
        String url = server + "locked";
        Flyway.configure()
                .dataSource(url, "session", "session")
                .target(FORMER)
                .load()
                .migrate();
        try (Connection backup = DriverManager.getConnection(url, "session", "session");
                Connection person = DriverManager.getConnection(url, "session", "session")) {
            backup.setAutoCommit(false);
            execute(backup, "lock table login in access share mode");
            CompletableFuture<Void> one = CompletableFuture.runAsync(() -> migrate(url));
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> migrate(url));
            Eventually.holds("waiting", () -> waiting(person) > 0);
            execute(person, "set statement_timeout = '20s'");
            assertEquals(0, number(person, "select count(*) from login"));
            assertFalse(one.isDone() || other.isDone(), "the lock is still held");
            backup.rollback();
            one.get(2, TimeUnit.MINUTES);
            other.get(2, TimeUnit.MINUTES);
            assertEquals(
                    0,
                    number(
                            person,
                            "select count(*) from flyway_schema_history group by version having count(*) > 1"
                                    + " union all select 0 limit 1"));
            assertEquals(
                    1, number(person, "select count(*) from flyway_schema_history where version = '16' and success"));
        }
    }

    private static void migrate(String url) {
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        database.setUser("session");
        database.setPassword("session");
        TableMigration.migrate(database);
    }

    private static long waiting(Connection connection) {
        try {
            return number(
                    connection,
                    "select count(*) from pg_locks where not granted and mode = 'AccessExclusiveLock'"
                            + " and relation = 'login'::regclass");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
