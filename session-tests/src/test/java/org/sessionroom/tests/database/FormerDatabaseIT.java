package org.sessionroom.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Voice;

/**
 * Data of a room with schema version 6, written by frames and requests of real people, is still there after the update: one ended
 * session, one active session whose client's seat was taken by another invitation, and one whose invitation mail was not sent.
 */
@ExtendWith(RunningRoom.class)
class FormerDatabaseIT {

    private static final String VERSION = "6";

    /** When the rows of the fixture were written. Later times in them are planned times. */
    private static final OffsetDateTime EXPORTED = OffsetDateTime.parse("2026-11-30T18:04:43Z");

    /** As PostgreSQL writes a {@code timestamptz} in UTC. */
    private static final Pattern TIME =
            Pattern.compile("'(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?\\+00)'");

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendPattern("x")
            .toFormatter(Locale.ROOT);

    private static String url;
    private static Room room;
    private static Therapist paulo;

    @BeforeAll
    static void update(Room shared) throws IOException, SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + shared.database().port() + "/";
        sql(server + "postgres", "postgres", "create database former owner session");
        url = server + "former";
        Flyway.configure()
                .dataSource(url, "session", "session")
                .target(VERSION)
                .load()
                .migrate();
        sql(url, "session", asOfToday(resource("former/version-" + VERSION + ".sql")));
        Path key = Files.createDirectories(RunningRoom.FOLDER).resolve("former.key");
        Files.writeString(key, resource("former/master.key"));
        var environment = new HashMap<>(RunningRoom.SIGNING_KEYS.environment());
        environment.put("SESSION_DB_PORT", Integer.toString(shared.database().port()));
        environment.put("SESSION_DB_NAME", "former");
        environment.put("SESSION_MASTER_KEY_FILE", key.toString());
        room = new Room(RoomSettings.ofSystemProperties()
                .with(RunningRoom.folder("former"), Ports.free(1))
                .with(environment));
        room.start();
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = FormerDatabaseIT.class.getResourceAsStream("/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Shifts all times as if the export was made just now, so that nothing has ended or is erased because of its age. */
    private static String asOfToday(String rows) {
        Duration since = Duration.between(EXPORTED, OffsetDateTime.now());
        return TIME.matcher(rows)
                .replaceAll(time -> "'"
                        + OffsetDateTime.parse(time.group(1), WRITTEN)
                                .plus(since)
                                .format(WRITTEN) + "'");
    }

    private static void sql(String database, String role, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, role, role);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "session", "session");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    private static String over() throws SQLException {
        return rows("select id from therapy_session where status = 'COMPLETED'").get(0);
    }

    /** It may be paused by now, because nobody was connected since the import. */
    private static String running() throws SQLException {
        return rows("select id from therapy_session where status in ('ACTIVE', 'PAUSED')")
                .get(0);
    }

    private static List<JsonObject> read(String path) {
        return Api.of(room).as("paulo").get(path).expect(200).array().getValuesAs(JsonObject.class);
    }

    @Test
    void whatWasSaidWrittenAndAgreedToIsRead() throws SQLException {
        String path = "/sessions/" + over();
        assertEquals(
                List.of("Como você está?", "Bem, já volto."),
                read(path + "/messages").stream()
                        .map(message -> message.getString("text"))
                        .toList());
        assertEquals(
                List.of(Voice.DEEP.words(), Voice.HIGH.words()),
                read(path + "/transcript").stream()
                        .map(line -> line.getString("text"))
                        .toList());
        assertEquals(6, read(path + "/consents").size());
        assertEquals(
                "Notei calma.",
                Api.of(room)
                        .as("paulo")
                        .get(path + "/notes")
                        .expect(200)
                        .object()
                        .getString("text"));
        String page = paulo.get("/session?id=" + over()).body();
        assertTrue(page.contains("Bem, já volto.") && page.contains("Mãe"), page);
    }

    @Test
    void whoeverHadASeatIsKnownByTheirInvitation() throws SQLException {
        String running = running();
        List<JsonObject> messages = read("/sessions/" + running + "/messages");
        assertEquals(
                List.of("Aqui é a Ana", "Aqui é o Bruno"),
                messages.stream().map(message -> message.getString("text")).toList());
        assertEquals(messages.get(0).getString("by"), messages.get(1).getString("by"));
        assertNotEquals(messages.get(0).getString("invitation"), messages.get(1).getString("invitation"));
        assertEquals(
                rows("select invitation_id from participant where role = 'CLIENT' and session_id = '" + running + "'"),
                List.of(messages.get(1).getString("invitation")));
        assertEquals(
                List.of(messages.get(0).getString("invitation")),
                rows("select invitation_id from consent where role = 'CLIENT' and session_id = '" + running + "'"));
        assertEquals(
                List.of("CLIENT t", "THERAPIST f"),
                rows("select distinct role || ' ' || case when invitation_id is null then 'f' else 't' end"
                        + " from transcript_line order by 1"));
    }

    @Test
    void mailsHaveTheFateTheyHadAndTherapistsAreKnown() throws SQLException {
        assertEquals(
                List.of("DONE", "DONE", "DONE", "FAILED LOST"),
                rows(
                        "select concat_ws(' ', state, failure) from outbox where kind = 'INVITATION' order by created_at"));
        assertEquals(List.of("paulo"), rows("select user_name from therapist"));
        assertTrue(rows("select session_id from session_presence").contains(running()));
    }

    @Test
    void theRunningSessionGoesOn() throws SQLException {
        String running = running();
        try (RoomSocketClient desk = paulo.enters(running)) {
            desk.resume(0);
            assertEquals(
                    "Aqui é o Bruno",
                    desk.await("chats")
                            .getJsonArray("messages")
                            .getJsonObject(1)
                            .getString("text"));
            assertEquals("done", desk.command("SET_ACCESS", "access", "LOOK"));
        }
    }
}
