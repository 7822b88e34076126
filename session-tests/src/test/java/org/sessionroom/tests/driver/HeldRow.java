package org.sessionroom.tests.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.sessionroom.launcher.Database;

/** The row of a session, locked in another transaction, as an administrator may do at a prompt. */
public final class HeldRow {

    private final Connection holder;

    private HeldRow(Connection holder) {
        this.holder = holder;
    }

    public static HeldRow of(Database database, String session) throws SQLException {
        Connection holder = database.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (PreparedStatement lock =
                holder.prepareStatement("select id from therapy_session where id = ? for update")) {
            lock.setObject(1, UUID.fromString(session));
            lock.executeQuery();
        }
        return new HeldRow(holder);
    }

    /** Keeps the lock while the action runs. */
    public static void during(Database database, String session, Action what) throws Exception {
        HeldRow row = of(database, session);
        try {
            what.happens();
        } finally {
            row.release();
        }
    }

    /** The action that runs while the row is locked. */
    public interface Action {
        void happens() throws Exception;
    }

    public void release() throws SQLException {
        holder.rollback();
        holder.close();
    }
}
