package org.sessionroom.tests.database;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sessionroom.launcher.Database;
import org.sessionroom.tests.driver.Eventually;

/** A database backend ends during a commit, so that the client of the database cannot know the outcome. */
enum BrokenCommit {
    /** The backend ended before the commit. */
    ROLLED_BACK("PgSleep", false) {
        @Override
        void slow(Statement administrator, String table) throws SQLException {
            administrator.execute("create function pg_temp_sleep() returns trigger language plpgsql as"
                    + " $$ begin perform pg_sleep(9); return null; end $$");
            administrator.execute("create constraint trigger slow_commit after insert on " + table
                    + " deferrable initially deferred for each row execute function pg_temp_sleep()");
        }

        @Override
        void quicken(Statement administrator, String table) throws SQLException {
            administrator.execute("drop trigger slow_commit on " + table);
            administrator.execute("drop function pg_temp_sleep()");
        }
    },
    /** The backend committed, but ended before it could confirm that: it waited for a standby that does not exist. */
    COMMITTED("SyncRep", true) {
        @Override
        void slow(Statement administrator, String table) throws SQLException {
            administrator.execute("alter system set synchronous_standby_names = 'nobody'");
            administrator.execute("select pg_reload_conf()");
            // The server's processes reload the configuration one after the other, and there is no signal for the end
            // of that.
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        }

        @Override
        void quicken(Statement administrator, String table) throws SQLException {
            administrator.execute("alter system reset synchronous_standby_names");
            administrator.execute("select pg_reload_conf()");
        }
    };

    private final String waiting;
    private final boolean kept;

    BrokenCommit(String waiting, boolean kept) {
        this.waiting = waiting;
        this.kept = kept;
    }

    /** Whether the change is in the database. */
    boolean isKept() {
        return kept;
    }

    abstract void slow(Statement administrator, String table) throws SQLException;

    abstract void quicken(Statement administrator, String table) throws SQLException;

    /** Lets something commit that writes to a table, and ends the backend in the middle of it. */
    void during(Database database, String table, Runnable change) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + database.port() + "/session";
        try (var connection = DriverManager.getConnection(server, "postgres", "");
                Statement administrator = connection.createStatement()) {
            slow(administrator, table);
            try {
                change.run();
                Eventually.holds("end of a backend in its commit", () -> isEnded(administrator, table));
            } finally {
                quicken(administrator, table);
            }
        }
    }

    private boolean isEnded(Statement administrator, String table) {
        String ended = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'session'"
                + " and wait_event = '" + waiting + "' and pid in (select pid from pg_locks"
                + " where relation = '" + table + "'::regclass)";
        try (ResultSet count = administrator.executeQuery(ended)) {
            return count.next() && count.getInt(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
