package org.sessionroom.tests.driver;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sessionroom.session.SessionLimits;

/** Reads and changes the room's database directly. */
public final class Records {

    private final DataSource database;

    public Records(DataSource database) {
        this.database = database;
    }

    /** The number of stored changes of the field. */
    public long changes(String session) {
        return number("select count(*) from constellation_change where session_id = ?", session);
    }

    public String status(String session) {
        return texts("select status from therapy_session where id = ?", session).get(0);
    }

    /** The state transitions of a session, oldest first. */
    public List<String> steps(String session) {
        return texts(
                "select from_status || '>' || to_status from session_transition where session_id = ? order by id",
                session);
    }

    /** The audit of a session, such as {@code MOVE DONE}, oldest first. */
    public List<String> audited(String session) {
        return texts("select action || ' ' || outcome from audit_event where session_id = ? order by id", session);
    }

    /** Like {@link #audited}, each with its code if it has one. */
    public List<String> auditedWithCode(String session) {
        return texts(
                "select concat_ws(' ', action, outcome, code) from audit_event where session_id = ? order by id",
                session);
    }

    /** How many connections wait for a name that another transaction has locked. */
    public long waitingForNames() {
        return waiting("wait_event = 'advisory'");
    }

    /** How many connections wait for a row that another transaction has locked. */
    public long waitingForRows() {
        return waiting("wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')");
    }

    private long waiting(String condition) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from pg_stat_activity where " + condition)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often the audit contains an action of this person. */
    public long audited(String action, String actor) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from audit_event where action = ? and actor = ?")) {
            statement.setString(1, action);
            statement.setString(2, actor);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets all logins expire. */
    public void expireLogins() {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("update login set ends_at = now()")) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the session's invitations expire. */
    public void expireInvitations(String session) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update invitation set expires_at = now() - interval '1 second' where session_id = ?")) {
            statement.setObject(1, UUID.fromString(session));
            if (statement.executeUpdate() == 0) {
                throw new IllegalStateException("no invitation to " + session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Executes SQL, for example to let something fail. */
    public void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shifts a session's times, so that a test need not wait for hours. */
    public void age(String session, String column, String interval) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update therapy_session set " + column + " = now() - cast(? as interval) where id = ?")) {
            statement.setString(1, interval);
            statement.setObject(2, UUID.fromString(session));
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no session " + session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills the session's storage quota. */
    public void fill(String session) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("update therapy_session set stored_bytes = ? where id = ?")) {
            statement.setLong(1, SessionLimits.STORED_BYTES);
            statement.setObject(2, UUID.fromString(session));
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no session " + session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Somebody changes their consent to the transcript on another node, and the notification is lost.
     *
     * @param offRecord true to withdraw the consent; false to give it again
     */
    public void changeMind(String session, boolean offRecord) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update therapy_session set therapist_off_record = ?, heard_since = now(),"
                                + " revision = revision + ? where id = ?")) {
            statement.setBoolean(1, offRecord);
            statement.setInt(2, offRecord ? 1 : 2);
            statement.setObject(3, UUID.fromString(session));
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no session " + session);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stores a transcript line, a review and a draft with unreadable contents. */
    public void keepsSomething(String session) {
        for (String retention : List.of("TRANSCRIPT", "ANALYSIS")) {
            change("insert into data_key values (gen_random_uuid(), '%s', '%s', 'any', '\\x00', now())"
                    .formatted(session, retention));
        }
        change("""
                insert into transcript_line (id, session_id, changed, participant_id, role, state, spoken_from, spoken_to,
                    language, stream_id, epoch, item, sealed_text)
                select gen_random_uuid(), session_id, 1, id, role, 'SPOKEN', now(), now(),
                    'pt-BR', gen_random_uuid(), 1, '1', '\\x00'
                from participant where session_id = '%s' and role = 'CLIENT'
                """.formatted(session));
        change("insert into mention_review values (gen_random_uuid(), '%s', now(), '\\x00')".formatted(session));
        keepsARound(session);
    }

    /** Stores a request to the assistant, which alone needs no key. */
    public void keepsARound(String session) {
        change("""
                insert into insight_round (id, session_id, kind, form, language, state, asked_at, lines, sealed_content)
                values (gen_random_uuid(), '%s', 'DRAFT', 'SOAP', 'pt-BR', 'DONE', now(), 1, '\\x00')
                """.formatted(session));
    }

    /** Stores a request to the assistant that waits for its answer. */
    public void requestsARound(String session, UUID round) {
        change("""
                insert into insight_round (id, session_id, kind, form, language, state, asked_at, lines)
                values ('%s', '%s', 'LIVE', 'SOAP', 'pt-BR', 'ASKED', now(), 1)
                """.formatted(round, session));
    }

    /** How many rows a session has: transcript lines, reviews, insight rounds, and keys of these. */
    public List<Long> kept(String session) {
        return Stream.of("transcript_line", "mention_review", "insight_round")
                .map(table -> number("select count(*) from " + table + " where session_id = ?", session))
                .collect(Collectors.collectingAndThen(Collectors.toList(), rows -> {
                    rows.add(number(
                            "select count(*) from data_key where owner_id = ? and retention_class <> 'SESSION'",
                            session));
                    return rows;
                }));
    }

    /** Erases a key, as at the end of the retention period. */
    public void eraseKey(String session, String retention) {
        change("delete from data_key where owner_id = '%s' and retention_class = '%s'".formatted(session, retention));
    }

    /** Stores sessions of another therapist in the same state, without any consent, whose ids come first. */
    public void putOthersBefore(String session, int count) {
        change("""
                insert into appointment
                select (jsonb_populate_record(a, jsonb_build_object('id', md5(n || a.id::text)::uuid, 'external_id', null,
                    'therapist', 'nobody'))).*
                from appointment a join therapy_session s on s.appointment_id = a.id, generate_series(1, %2$d) n
                where s.id = '%1$s'
                """.formatted(session, count));
        change("""
                insert into therapy_session
                select (jsonb_populate_record(s, jsonb_build_object(
                    'id', ('00000000' || substr(md5(n || s.id::text), 9))::uuid,
                    'appointment_id', md5(n || s.appointment_id::text)::uuid, 'therapist', 'nobody'))).*
                from therapy_session s, generate_series(1, %2$d) n
                where s.id = '%1$s'
                """.formatted(session, count));
    }

    /** Removes all of these. */
    public void removeOthers() {
        change("delete from therapy_session where id::text like '00000000%'");
    }

    private void change(String statement) {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            if (change.executeUpdate() == 0) {
                throw new IllegalStateException("nothing to change");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stored transcript lines, with their role and state. */
    public List<String> transcript(String session) {
        return texts(
                "select role || ' ' || state from transcript_line where session_id = ? order by spoken_from", session);
    }

    /** Shifts the times of one person's utterances to earlier. */
    public void moveLine(String session, String role, String interval) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update transcript_line set spoken_from = spoken_from - cast(? as interval),"
                                + " spoken_to = spoken_to - cast(? as interval) where session_id = ? and role = ?")) {
            statement.setString(1, interval);
            statement.setString(2, interval);
            statement.setObject(3, UUID.fromString(session));
            statement.setString(4, role);
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("no line of the " + role);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String query, String session) {
        return Long.parseLong(texts(query, session).get(0));
    }

    public String text(String query, String session) {
        return texts(query, session).get(0);
    }

    private List<String> texts(String query, String session) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, UUID.fromString(session));
            var texts = new ArrayList<String>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The columns, of all tables, that contain a text in clear. */
    public List<String> columnsThatShow(String text) {
        try (Connection connection = database.getConnection()) {
            var found = new ArrayList<String>();
            try (PreparedStatement columns = connection.prepareStatement(
                            "select table_name, column_name, data_type from information_schema.columns"
                                    + " where table_schema = 'public'");
                    ResultSet rows = columns.executeQuery()) {
                while (rows.next()) {
                    String column = rows.getString(1) + "." + rows.getString(2);
                    if (shows(connection, rows.getString(1), rows.getString(2), rows.getString(3), text)) {
                        found.add(column);
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean shows(Connection connection, String table, String column, String type, String text)
            throws SQLException {
        boolean bytes = type.equals("bytea");
        String condition = bytes ? "position(? in \"" + column + "\") > 0" : "\"" + column + "\"::text like ?";
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*) from \"" + table + "\" where " + condition)) {
            if (bytes) {
                statement.setBytes(1, text.getBytes(StandardCharsets.UTF_8));
            } else {
                statement.setString(1, "%" + text + "%");
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        }
    }
}
