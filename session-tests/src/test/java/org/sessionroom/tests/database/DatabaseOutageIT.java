package org.sessionroom.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.DatabaseOutage;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The database is unavailable, or its disk is full, for a while: requests fail at once with a temporary error, and the log stays small. */
class DatabaseOutageIT {

    /** A database that does not respond is detected within seconds; from then on requests do not wait for it. */
    private static final Duration NOTICED = Duration.ofSeconds(60);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Maximum bytes of log during one outage; a stack trace per request would be thirty times as much. */
    private static final long LITTLE = 200_000;

    private static final int REQUESTS = 200;

    private static Room room;
    private static WildFly node;

    @BeforeAll
    static void start() {
        room = RunningRoom.started("outage", Map.of());
        node = room.nodes().get(0);
    }

    @AfterAll
    static void end() {
        room.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksMeanwhileIsToldAtOnceThatItPasses(DatabaseOutage outage) throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = therapist.opens();
        UUID figure = UUID.randomUUID();
        UUID changeId = UUID.randomUUID();
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        RoomSocketClient line = therapist.enters(opened);
        line.command("START");
        line.changed(Changes.placed(figure, "Mãe"));
        String lateTicket = therapist.pass(opened.session()).ticket();
        Client client = new Client(room).joins(opened.link());
        long before = logged();

        outage.during(room.database(), () -> {
            Eventually.holds("notice of it", NOTICED, () -> isAtOnce(() -> api.get("/sessions/" + opened.session())));
            assertEquals(
                    1013,
                    RoomSocketClient.open(
                                    HttpVisitor.origin(room),
                                    HttpVisitor.origin(room).toString(),
                                    "ticket." + lateTicket)
                            .closeCode());
            line.sendUnlessClosed(
                    Changes.frame(changeId, Changes.moved(figure, 1, 1)).toString());
            for (int i = 0; i < REQUESTS; i++) {
                Api.Answer answer = api.get("/sessions/" + opened.session());
                answer.expectProblem(503, "UNAVAILABLE");
                assertTrue(answer.header("Retry-After").isPresent());
            }
            for (String path : new String[] {"/agenda", "/session?id=" + opened.session()}) {
                for (int i = 0; i < 20; i++) {
                    HttpResponse<String> page = therapist.get(path);
                    assertEquals(503, page.statusCode(), path);
                    assertTrue(page.headers().firstValue("Retry-After").isPresent(), path);
                    assertTrue(page.body().contains("data-notice=\"UNAVAILABLE\""), page.body());
                }
            }
            assertEquals(
                    503, therapist.askForPass(opened.session(), "THERAPIST").statusCode());
            assertEquals(
                    503, client.post(client.address("/leave-device"), Map.of()).statusCode());
            for (HttpVisitor visitor : List.of(therapist, client)) {
                HttpResponse<String> notice = visitor.get("/notice?about=GOODBYE");
                assertEquals(200, notice.statusCode());
                assertEquals(List.of(), notice.headers().allValues("Set-Cookie"), "not to know is no end");
            }
            assertFalse(node.isReady());
        });
        long written = logged() - before;
        System.out.println(outage + ": " + written + " bytes of log");
        assertTrue(written < LITTLE, written + " bytes");

        Eventually.holds("well again", Duration.ofSeconds(30), node::isReady);
        Eventually.holds(
                "answer", () -> api.get("/sessions/" + opened.session()).status() == 200);
        assertEquals(200, client.askForPass(opened.session(), "CLIENT").statusCode());
        line.close();
        try (RoomSocketClient again = Therapist.loggedIn(room, DemoPerson.PAULO).enters(opened)) {
            again.send(Changes.frame(changeId, Changes.moved(figure, 1, 1)));
            again.acknowledged(changeId);
        }
    }

    /** One disk for data and log: writes that fail must not fill it further. */
    @Test
    void writesThatFailForALackOfSpaceAreRefusedAndLoggedInFullOnlyOnce() throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.command("START");
        }
        int before = node.logged().size();
        try (Connection connection = room.database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create function full_disk() returns trigger language plpgsql as "
                    + "$$ begin raise exception 'no space left' using errcode = '53100'; end $$");
            statement.execute("create trigger full_disk before insert on constellation_change "
                    + "for each row execute function full_disk()");
            statement.execute("create trigger full_disk before insert on session_transition "
                    + "for each row execute function full_disk()");
            statement.execute("create trigger full_disk before insert on chat_message "
                    + "for each row execute function full_disk()");
            try (RoomSocketClient line = therapist.enters(opened)) {
                line.await("welcome");
                for (int i = 0; i < 5; i++) {
                    assertEquals("UNAVAILABLE", line.refused(Changes.placed(UUID.randomUUID(), "Mãe")));
                }
                UUID message = UUID.randomUUID();
                line.send(Json.createObjectBuilder()
                        .add("type", "chat")
                        .add("messageId", message.toString())
                        .add("text", "Bom dia")
                        .build());
                assertEquals(
                        "UNAVAILABLE",
                        line.await(RoomSocketClient.has("messageId", message)).getString("code"));
                assertEquals("UNAVAILABLE", line.command("PAUSE"));
            } finally {
                for (String table : List.of("constellation_change", "session_transition", "chat_message")) {
                    statement.execute("drop trigger full_disk on " + table);
                }
                statement.execute("drop function full_disk()");
            }
        }
        List<String> written = node.logged().subList(before, node.logged().size());
        String all = String.join("\n", written);
        assertTrue(all.contains("ROOM0022"), all);
        assertFalse(all.contains("ARJUNA012125") || all.contains("insert into") || all.contains("no space left"), all);
        assertTrue(written.size() < 250, written.size() + " lines");
    }

    private static boolean isAtOnce(java.util.function.Supplier<Api.Answer> asking) {
        long start = System.nanoTime();
        int status = asking.get().status();
        assertTrue(status == 503 || status == 200, "status " + status);
        return status == 503 && System.nanoTime() - start < AT_ONCE.toNanos();
    }

    private static long logged() {
        return node.logged().stream().mapToLong(String::length).sum();
    }

    /** Only committed changes are published, and pages show the committed state. */
    @ParameterizedTest
    @EnumSource
    void nobodyIsToldOfAChangeThatNobodyKnowsToBeCommitted(BrokenCommit commit) throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = therapist.opens();
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        UUID figure = UUID.randomUUID();
        UUID changeId = UUID.randomUUID();
        JsonObject moved = Changes.frame(changeId, Changes.moved(figure, 7, 7));
        RoomSocketClient line = therapist.enters(opened);
        line.command("START");
        line.changed(Changes.placed(figure, "Mãe", 1, 1));
        commit.during(room.database(), "constellation_change", () -> line.send(moved));
        assertEquals(1013, line.closeCode());
        assertFalse(line.hasHeard(RoomSocketClient.has("changeId", changeId).and(RoomSocketClient.is("changed"))));

        try (RoomSocketClient again = therapist.enters(opened)) {
            again.await("welcome");
            assertEquals(commit.isKept() ? 7 : 1, placeOfTheOnlyFigure(api, opened));
            again.send(moved);
            again.acknowledged(changeId);
            again.changed(Changes.placed(UUID.randomUUID(), "Pai", 3, 3));
            again.changed(Changes.removed(figure));
            assertEquals(3, placeOfTheOnlyFigure(api, opened));
        }
    }

    /** The same for a transaction of which nothing else is read again. */
    @ParameterizedTest
    @EnumSource
    void norOfAMessage(BrokenCommit commit) throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = therapist.opens();
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        UUID id = UUID.randomUUID();
        JsonObject message = Json.createObjectBuilder()
                .add("type", "chat")
                .add("messageId", id.toString())
                .add("text", "Bom dia")
                .build();
        RoomSocketClient line = therapist.enters(opened);
        line.command("START");
        commit.during(room.database(), "chat_message", () -> line.send(message));
        assertEquals(1013, line.closeCode());
        assertFalse(line.hasHeard(RoomSocketClient.is("chatted")));
        assertEquals(
                commit.isKept() ? 1 : 0,
                api.get("/sessions/" + opened.session() + "/messages")
                        .expect(200)
                        .array()
                        .size());
        try (RoomSocketClient again = therapist.enters(opened)) {
            again.send(message);
            assertEquals(1, again.await("chatted").getInt("seq"));
            int kept = api.get("/sessions/" + opened.session() + "/messages")
                    .expect(200)
                    .array()
                    .size();
            assertEquals(1, kept);
        }
    }

    private static int placeOfTheOnlyFigure(Api api, Opened opened) {
        JsonArray figures = api.get("/sessions/" + opened.session() + "/field")
                .expect(200)
                .object()
                .getJsonArray("figures");
        assertEquals(1, figures.size());
        return figures.getJsonObject(0).getInt("x");
    }

    @Test
    void aDatabaseThatKeepsNothingIsNotReady() throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = therapist.opens();
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.command("START");
            readOnly("on");
            try {
                Eventually.holds("not ready", () -> !node.isReady());
                assertTrue(health().contains("25006"), health());
                assertEquals("UNAVAILABLE", line.refused(Changes.placed(UUID.randomUUID(), "Mãe")));
                api.get("/sessions/" + opened.session()).expect(200);
                api.post("/sessions/" + opened.session() + "/transitions", "{\"transition\":\"PAUSE\"}")
                        .expectProblem(503, "UNAVAILABLE");
            } finally {
                readOnly("off");
            }
            Eventually.holds("ready again", node::isReady);
            line.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
        }
    }

    /** The row of the write probe is locked: this affects only that row, and is no reason to make the node unready. */
    @Test
    void aProbeThatCannotBeWrittenForALockIsStillReady() throws Exception {
        Eventually.holds("ready", node::isReady);
        try (Connection holder = room.database().dataSource().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            assertTrue(
                    lock.executeQuery("select node from write_probe for update").next());
            // Longer than the validity of the previous write.
            for (int second = 0; second < 8; second++) {
                TimeUnit.SECONDS.sleep(1);
                assertTrue(node.isReady(), () -> health());
            }
            holder.rollback();
        }
    }

    /** On a full disk an update of an existing row succeeds while nearly all changes fail: only the need for new space shows it. */
    @Test
    void eachProbeAsksTheDiskForNewSpace() throws Exception {
        Eventually.holds("ready", node::isReady);
        long before = fileOfTheProbe();
        Eventually.holds("another probe", () -> node.isReady() && fileOfTheProbe() != before);
        try (Connection connection = room.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("select pg_total_relation_size('disk_probe')")) {
            assertTrue(size.next() && size.getLong(1) > 65_536);
        }
    }

    private static long fileOfTheProbe() {
        try (Connection connection = room.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("select pg_relation_filenode('disk_probe')")) {
            file.next();
            return file.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Simulates a database with a full disk: it can be read, but not written. */
    private static void readOnly(String onOrOff) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + room.database().port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, "postgres", "");
                Statement administrator = connection.createStatement()) {
            administrator.execute("alter database session set default_transaction_read_only = " + onOrOff);
            administrator.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'session'");
        }
    }

    private static String health() {
        URI ready = URI.create("http://127.0.0.1:" + node.ports().management() + "/health/ready");
        return Api.send(HttpRequest.newBuilder(ready)).text();
    }
}
