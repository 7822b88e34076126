package org.sessionroom.tests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.sessionroom.launcher.Database;

/** Somebody holds the row of a session in a transaction of their own, as an administrator at a prompt may. */
final class HeldRow {

    private final Connection holder;

    private HeldRow(Connection holder) {
        this.holder = holder;
    }

    static HeldRow of(Database database, String session) throws SQLException {
        Connection holder = database.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (PreparedStatement lock =
                holder.prepareStatement("select id from therapy_session where id = ? for update")) {
            lock.setObject(1, UUID.fromString(session));
            lock.executeQuery();
        }
        return new HeldRow(holder);
    }

    /** Holds it while something else happens. */
    static void during(Database database, String session, Action what) throws Exception {
        HeldRow row = of(database, session);
        try {
            what.happens();
        } finally {
            row.release();
        }
    }

    /** What happens meanwhile. */
    interface Action {
        void happens() throws Exception;
    }

    void release() throws SQLException {
        holder.rollback();
        holder.close();
    }
}
