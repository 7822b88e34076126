package org.sessionroom.tests.driver;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.launcher.Database;

/** A period without the room's database. */
public enum DatabaseOutage {
    /** It accepts no connection, and existing connections are cut. */
    REFUSES {
        @Override
        public void during(Statement administrator, Runnable what) throws SQLException {
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
    /** It does not respond; existing connections stay open. */
    HANGS {
        @Override
        public void during(Statement administrator, Runnable what) throws SQLException {
            long own = numbers(administrator, "select pg_backend_pid()").get(0);
            long server = ProcessHandle.of(own)
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .orElseThrow();
            List<Long> stopped = new ArrayList<>();
            try {
                stop(server, stopped);
                String serving = "select pid from pg_stat_activity where datname = 'session'";
                for (long process : numbers(administrator, serving)) {
                    stop(process, stopped);
                }
                what.run();
            } finally {
                stopped.forEach(process -> signal("CONT", process));
            }
        }
    };

    abstract void during(Statement administrator, Runnable what) throws SQLException;

    public void during(Database database, Runnable what) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
        try (var connection = DriverManager.getConnection(server, "postgres", "");
                Statement administrator = connection.createStatement()) {
            during(administrator, what);
        }
    }

    private static List<Long> numbers(Statement administrator, String query) throws SQLException {
        var numbers = new ArrayList<Long>();
        try (ResultSet rows = administrator.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private static void stop(long process, List<Long> stopped) {
        stopped.add(process);
        signal("STOP", process);
    }

    /** Does nothing if the process has ended meanwhile. */
    private static void signal(String signal, long process) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
