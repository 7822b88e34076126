package org.sessionroom.tests;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sessionroom.launcher.Database;

/** A backend ends while it commits, so that who had asked for the commit cannot know its outcome. */
enum BrokenCommit {
    /** It had not got as far as committing. */
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
    /** It had committed, and was about to say so: it waits for a standby that does not exist. */
    COMMITTED("SyncRep", true) {
        @Override
        void slow(Statement administrator, String table) throws SQLException {
            administrator.execute("alter system set synchronous_standby_names = 'nobody'");
            administrator.execute("select pg_reload_conf()");
            Eventually.holds("commits that wait for a standby", () -> waits(administrator));
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

    /** Has something committed that writes to a table, and ends the backend that does it. */
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

    /** The processes of the server take up a new configuration one after the other. */
    private static boolean waits(Statement administrator) {
        try {
            administrator.execute("set statement_timeout = '300ms'");
            administrator.execute("create table commit_probe ()");
            // That it has given up waiting.
            boolean waited = administrator.getWarnings() != null;
            administrator.execute("drop table commit_probe");
            administrator.execute("reset statement_timeout");
            return waited;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
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
