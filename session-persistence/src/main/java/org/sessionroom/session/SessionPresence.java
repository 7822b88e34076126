package org.sessionroom.session;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.sessionroom.database.DatabaseConnections;
import org.sessionroom.database.DatabaseFailure;
import org.sessionroom.database.Lookup;

/**
 * When a person was last connected to each session, for the empty-room rule. Written in short statements that commit by
 * themselves and lock nothing of the session; rows that another node is writing at the moment are skipped.
 */
@ApplicationScoped
public class SessionPresence {

    /**
     * The clocks of two nodes differ a little, so an earlier time does not replace a later one. A time that is further ahead was written by a
     * clock that was wrong, and would keep an empty room open.
     */
    private static final String REFRESH = """
            update session_presence set present_at = greatest(least(present_at, cast(? as timestamptz) + interval '1 minute'), ?)
            where session_id in (
                select session_id from session_presence where session_id = any (?) order by session_id for update skip locked)
            """;

    private static final String MISSING =
            "select id from unnest(?) id where not exists (select from session_presence where session_id = id)";

    /** An uncommitted row of another node for the same session makes only this session wait, and not for long. */
    private static final String WAIT = "set local lock_timeout = '250ms'";

    private static final String ADD =
            "insert into session_presence (session_id, present_at) values (?, ?) on conflict do nothing";

    /** PostgreSQL's code for a lock that was not available in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    @Inject
    private Lookup lookup;

    /**
     * Records that somebody is connected to these sessions. Must not be called within a transaction, which would keep the rows
     * locked until its end.
     *
     * @throws SessionUnavailable if the database does not accept it
     */
    public void note(Collection<SessionId> sessions, Instant now) {
        if (sessions.isEmpty()) {
            return;
        }
        if (DatabaseConnections.BREAKER.isOpen()) {
            throw new SessionUnavailable(Rejection.UNAVAILABLE);
        }
        UUID[] ids = sessions.stream().map(SessionId::value).toArray(UUID[]::new);
        try (Connection connection = dataSource.getConnection()) {
            refresh(connection, ids, now);
            for (UUID session : missing(connection, ids)) {
                add(connection, session, now);
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e).orElseThrow(() -> new IllegalStateException(e));
        }
    }

    private static void refresh(Connection connection, UUID[] ids, Instant now) throws SQLException {
        try (PreparedStatement refresh = connection.prepareStatement(REFRESH)) {
            refresh.setTimestamp(1, Timestamp.from(now));
            refresh.setTimestamp(2, Timestamp.from(now));
            refresh.setArray(3, connection.createArrayOf("uuid", ids));
            refresh.executeUpdate();
        }
    }

    private static List<UUID> missing(Connection connection, UUID[] ids) throws SQLException {
        try (PreparedStatement missing = connection.prepareStatement(MISSING)) {
            missing.setArray(1, connection.createArrayOf("uuid", ids));
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = missing.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            return found;
        }
    }

    private static void add(Connection connection, UUID session, Instant now) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement wait = connection.createStatement();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            wait.execute(WAIT);
            add.setObject(1, session);
            add.setTimestamp(2, Timestamp.from(now));
            add.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** When a person was last connected, if ever. */
    public Optional<Instant> last(SessionId session) {
        return lookup.find(PresenceEntity.class, session.value()).map(PresenceEntity::presentAt);
    }
}
