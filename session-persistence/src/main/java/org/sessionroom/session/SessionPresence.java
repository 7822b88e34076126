package org.sessionroom.session;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.sessionroom.database.DatabaseConnections;
import org.sessionroom.database.DatabaseFailure;
import org.sessionroom.database.Lookup;

/**
 * When somebody was last connected to each session, for the empty-room rule. Written in short statements that commit by
 * themselves and lock nothing of the session; rows another node is writing at this moment are left to it.
 */
@ApplicationScoped
public class SessionPresence {

    private static final String REFRESH = """
            update session_presence set present_at = greatest(present_at, ?)
            where session_id in (
                select session_id from session_presence where session_id = any (?) order by session_id for update skip locked)
            """;

    private static final String ADD = """
            insert into session_presence (session_id, present_at)
            select id, ? from unnest(?) id where not exists (select from session_presence where session_id = id)
            order by id
            on conflict do nothing
            """;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    @Inject
    private Lookup lookup;

    /**
     * Notes that somebody is connected to these sessions. Not to be called within a transaction, which would keep the rows
     * locked until its end.
     *
     * @throws SessionUnavailable when the database does not take it
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
            execute(connection, REFRESH, ids, now);
            execute(connection, ADD, ids, now);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e).orElseThrow(() -> new IllegalStateException(e));
        }
    }

    private static void execute(Connection connection, String statement, UUID[] ids, Instant now) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setTimestamp(1, Timestamp.from(now));
            prepared.setArray(2, connection.createArrayOf("uuid", ids));
            prepared.executeUpdate();
        }
    }

    /** When somebody was last connected, if anybody ever was. */
    public Optional<Instant> last(SessionId session) {
        return lookup.find(PresenceRow.class, session.value()).map(PresenceRow::presentAt);
    }
}
