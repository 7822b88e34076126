package org.sessionroom.record;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates the tables while other nodes, or other programs, may use them. */
public final class TableMigration {

    /** This runs before the beans and their log exist; the number is one of {@code SessionRoomLog}. */
    private static final System.Logger LOG = System.getLogger("org.sessionroom");

    private static final String LOCKED =
            "ROOM0079: the migration of the tables waits for a lock held by another connection"
                    + " to the database (attempt {0} of {1})";

    /** With the time that each waits for the lock, about two minutes; WildFly gives up its boot after five. */
    private static final int ATTEMPTS = 20;

    /** Those who waited behind the migration are served meanwhile. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** PostgreSQL, appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private TableMigration() {}

    /**
     * Migrates the tables of a database. A node that finds another one migrating waits for it (an advisory lock of Flyway, which it tries
     * once a second). A script that does not get the lock of a table is rolled back and tried again.
     *
     * @throws FlywayException if a script fails, or if a lock is still held after all attempts
     */
    public static void migrate(DataSource dataSource) {
        Flyway flyway = Flyway.configure(TableMigration.class.getClassLoader())
                .dataSource(new MigrationDataSource(dataSource))
                .locations("classpath:db/migration")
                .lockRetryCount(Math.toIntExact(MigrationDataSource.SCRIPT.toSeconds()))
                .load();
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException failure) {
                if (attempt == ATTEMPTS || !isLockTimeout(failure)) {
                    throw failure;
                }
                LOG.log(Level.WARNING, LOCKED, attempt, ATTEMPTS);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean isLockTimeout(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(link -> link instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()));
    }
}
