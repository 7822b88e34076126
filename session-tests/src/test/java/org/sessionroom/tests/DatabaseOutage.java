package org.sessionroom.tests;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.launcher.Database;

/** A while without the room's database. */
enum DatabaseOutage {
    /** It takes no connection, and those there were are cut. */
    REFUSES {
        @Override
        void during(Statement administrator, Runnable what) throws SQLException {
            administrator.execute("alter database session allow_connections false");
            try {
                administrator.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'session'");
                what.run();
            } finally {
                administrator.execute("alter database session allow_connections true");
            }
        }
    },
    /** Nothing is heard of it on the connections there are; they hold. */
    HANGS {
        @Override
        void during(Statement administrator, Runnable what) throws SQLException {
            List<Long> serving = new ArrayList<>();
            try (ResultSet rows =
                    administrator.executeQuery("select pid from pg_stat_activity where datname = 'session'")) {
                while (rows.next()) {
                    serving.add(rows.getLong(1));
                }
            }
            serving.forEach(process -> signal("STOP", process));
            try {
                what.run();
            } finally {
                serving.forEach(process -> signal("CONT", process));
            }
        }
    };

    abstract void during(Statement administrator, Runnable what) throws SQLException;

    void during(Database database, Runnable what) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
        try (var connection = DriverManager.getConnection(server, "postgres", "");
                Statement administrator = connection.createStatement()) {
            during(administrator, what);
        }
    }

    private static void signal(String signal, long process) {
        try {
            int result = new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill -" + signal + " ended with " + result);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
