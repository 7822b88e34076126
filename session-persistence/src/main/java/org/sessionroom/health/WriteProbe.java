package org.sessionroom.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.sessionroom.database.DatabaseFailure;

/**
 * Whether the database stores writes: it writes and commits a row of this node's own. Only a write detects a database that answers
 * but is full or read-only. It also asks the disk for some space: on a full one, an update of an existing row still succeeds.
 */
@ApplicationScoped
public class WriteProbe {

    /** Several monitors check the health every few seconds; not each check needs a write. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private static final int SECONDS = 2;

    /** PostgreSQL's code for a lock that was not available in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Shorter than the time-out of the probe. */
    private static final String WAIT = "set local lock_timeout = '1s'";

    private static final String WRITE = "insert into write_probe (node, written_at) values (?, ?)"
            + " on conflict (node) do update set written_at = excluded.written_at";

    /** Gives the table new files, so that the next row needs space of the disk. */
    private static final String EMPTY = "truncate disk_probe";

    private static final String FILL = "insert into disk_probe (filling) values (?)";

    /** Bytes that must be free: a change may need new pages in several tables and indexes. */
    private static final int FILLING = 65_536;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    private ManagedExecutorService executor;

    private final String node = System.getProperty("jboss.node.name", "");

    private boolean isGood;
    private long writtenAt;
    private Future<Optional<String>> underWay;

    /** @return what is wrong, in words without data, or empty if a write was committed within the last seconds */
    Optional<String> trouble(long nanoTime, Instant now) {
        try {
            return probe(nanoTime, now).get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return Optional.of("no answer within " + SECONDS + " s");
        } catch (ExecutionException e) {
            return Optional.of(DatabaseFailure.kind(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** One at a time: an unresponsive database must not use one thread for each check. */
    private synchronized Future<Optional<String>> probe(long nanoTime, Instant now) {
        if (underWay != null && (!underWay.isDone() || isGood && nanoTime - writtenAt < GOOD_FOR.toNanos())) {
            return underWay;
        }
        underWay = executor.submit(() -> write(nanoTime, now));
        return underWay;
    }

    private Optional<String> write(long nanoTime, Instant now) {
        Optional<String> trouble =
                committed(connection -> write(connection, now)).or(() -> committed(this::fill));
        ended(trouble.isEmpty(), nanoTime);
        return trouble;
    }

    /** @return what is wrong; nothing if it was committed, or if its row or table is locked by another transaction, such as a backup's */
    private Optional<String> committed(Step step) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement wait = connection.createStatement()) {
                wait.execute(WAIT);
                step.run(connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            return Optional.empty();
        } catch (SQLException e) {
            // A lock affects only this row or table, and says nothing about the database.
            return LOCK_NOT_AVAILABLE.equals(e.getSQLState()) ? Optional.empty() : Optional.of(DatabaseFailure.kind(e));
        }
    }

    private interface Step {
        void run(Connection connection) throws SQLException;
    }

    private void write(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            write.setString(1, node);
            write.setTimestamp(2, Timestamp.from(now));
            write.executeUpdate();
        }
    }

    private void fill(Connection connection) throws SQLException {
        try (Statement empty = connection.createStatement();
                PreparedStatement fill = connection.prepareStatement(FILL)) {
            empty.execute(EMPTY);
            fill.setBytes(1, new byte[FILLING]);
            fill.executeUpdate();
        }
    }

    private synchronized void ended(boolean good, long nanoTime) {
        isGood = good;
        writtenAt = nanoTime;
    }
}
