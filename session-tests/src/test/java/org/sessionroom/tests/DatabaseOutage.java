package org.sessionroom.tests;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.sessionroom.launcher.Database;

/** The room's database takes no connection for a while, and those there were are cut. */
final class DatabaseOutage {

    private DatabaseOutage() {}

    static void during(Database database, Runnable what) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
        try (var connection = DriverManager.getConnection(server, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database session allow_connections false");
            try {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'session'");
                what.run();
            } finally {
                statement.execute("alter database session allow_connections true");
            }
        }
    }
}
