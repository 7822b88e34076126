package org.sessionroom.tests.driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.sessionroom.launcher.Database;

/** The row of a session or of an appointment, or a name, locked in another transaction, as an administrator may do at a prompt. */
public final class HeldRow {

    private final Connection holder;

    private HeldRow(Connection holder) {
        this.holder = holder;
    }

    public static HeldRow of(Database database, String session) throws SQLException {
        return of(database, "select id from therapy_session where id = ? for update", UUID.fromString(session));
    }

    /** The row of an appointment instead. */
    public static HeldRow ofAppointment(Database database, String externalId) throws SQLException {
        return of(database, "select id from appointment where external_id = ? for update", externalId);
    }

    /** The rows of a session's invitations instead; fails at once if another transaction has locked one. */
    public static HeldRow ofInvitations(Database database, String session) throws SQLException {
        return of(
                database, "select id from invitation where session_id = ? for update nowait", UUID.fromString(session));
    }

    /** A name that has no row, as a logout or a booking locks one. */
    public static HeldRow ofName(Database database, String name) throws SQLException {
        return of(database, "select pg_advisory_xact_lock(hashtextextended(?, 0))", name);
    }

    private static HeldRow of(Database database, String query, Object id) throws SQLException {
        Connection holder = database.dataSource().getConnection();
        holder.setAutoCommit(false);
        try (PreparedStatement lock = holder.prepareStatement(query)) {
            lock.setObject(1, id);
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
