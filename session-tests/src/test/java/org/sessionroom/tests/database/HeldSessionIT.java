package org.sessionroom.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.RoomSocketClient.has;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.ChangingRooms;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HeldRow;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** One session's row is locked, by an administrator at a prompt or by a node that froze; all other rooms are not affected. */
@TestMethodOrder(OrderAnnotation.class)
class HeldSessionIT {

    /** Far longer than a normal answer takes, far shorter than a wait for the lock. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    private static final int OTHERS = 6;

    /** As many calls as one caller may send at the same time: six at work and six that wait. */
    private static final int AT_ONCE = 12;

    private static Room room;
    private static Therapist therapist;
    private static ChangingRooms others;

    @BeforeAll
    static void start() {
        room = new Room(RoomSettings.ofSystemProperties().with(RunningRoom.folder("held"), Ports.free(2)));
        room.start();
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        others = ChangingRooms.opened(room, therapist, OTHERS);
        others.change(300);
    }

    @AfterAll
    static void end() {
        others.close();
        room.close();
    }

    @Test
    @Order(1)
    void aRowThatIsHeldStopsItsOwnRoomAlone() throws Exception {
        Opened held = therapist.opens();
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(held)) {
            line.command("START");
            line.changed(Changes.placed(figure, "Pai"));
            UUID changeId = UUID.randomUUID();
            HeldRow.during(room.database(), held.session(), () -> {
                others.waited();
                for (int i = 0; i < 6; i++) {
                    hammers(held);
                    line.send(Changes.frame(changeId, Changes.moved(figure, 1, 1)));
                    assertEquals("BUSY", line.refusal(changeId).getString("code"));
                    therapist.enters(therapist.opens()).close();
                }
                long entering = System.nanoTime();
                therapist.enters(held.session()).await("welcome");
                assertPrompt(Duration.ofNanos(System.nanoTime() - entering), "entering the held room");
                assertTrue(room.nodes().get(0).isReady());
            });
            othersNoticedNothing();
            try (RoomSocketClient again = therapist.enters(held)) {
                again.send(Changes.frame(changeId, Changes.moved(figure, 1, 1)));
                again.acknowledged(changeId);
            }
        }
    }

    /** Systems that send requests for the locked room as fast as they can, and people who enter and leave it. */
    private static void hammers(Opened held) throws Exception {
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        List<Thread> many = new ArrayList<>();
        List<Api.Answer> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 25; i++) {
            Thread one = new Thread(() -> answers.add(
                    api.post("/sessions/" + held.session() + "/transitions", "{\"transition\":\"PAUSE\"}")));
            one.start();
            many.add(one);
        }
        for (Thread one : many) {
            one.join();
        }
        // The first find the room busy; the others are more than one caller may send at a time.
        assertTrue(answers.stream().anyMatch(answer -> answer.status() == 503));
        answers.forEach(answer -> {
            String expected = answer.status() == 429 ? "HTTP_429" : "BUSY";
            assertEquals(expected, answer.object().getString("title"), answer.text());
            assertTrue(answer.header("Retry-After").isPresent());
        });
    }

    /** Refused with the same words as ever, and at once: a stranger neither waits for the lock nor makes others wait for it. */
    @Test
    @Order(2)
    void aStrangerDoesNotEvenWaitForTheLock() throws Exception {
        Opened held = therapist.opens();
        Api stranger = Api.of(room).as(DemoPerson.HELENA.userName());
        List<Supplier<Api.Answer>> requests = List.of(
                () -> stranger.post("/sessions/" + held.session() + "/transitions", "{\"transition\":\"PAUSE\"}"),
                () -> stranger.delete("/appointments/" + held.booking().externalId()),
                () -> stranger.post("/sessions/" + UUID.randomUUID() + "/transitions", "{\"transition\":\"PAUSE\"}"));
        List<String> ever = requests.stream().map(HeldSessionIT::said).toList();
        assertTrue(ever.get(0).startsWith("403 ") && ever.get(1).startsWith("403 "), ever.toString());
        assertTrue(ever.get(2).startsWith("404 "), ever.get(2));
        HeldRow appointment =
                HeldRow.ofAppointment(room.database(), held.booking().externalId());
        HeldRow.during(room.database(), held.session(), () -> {
            long begun = System.nanoTime();
            assertEquals(ever, requests.stream().map(HeldSessionIT::said).toList());
            assertPrompt(Duration.ofNanos(System.nanoTime() - begun), "three refusals of a stranger");
            for (List<String> answers : inParallel(AT_ONCE, () -> List.of(said(requests.get(0))))) {
                assertEquals(ever.subList(0, 1), answers);
            }
            assertEquals(0, counted("wait_event_type = 'Lock'"));
        });
        appointment.release();
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(held)) {
            line.changed(Changes.placed(figure, "Pai"));
            var hammering = CompletableFuture.supplyAsync(() -> inParallel(AT_ONCE, () -> {
                List<String> answers = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    answers.add(said(requests.get(0)));
                }
                return answers;
            }));
            int changes = 0;
            while (!hammering.isDone()) {
                line.changed(Changes.moved(figure, ++changes, 1));
            }
            assertTrue(changes > 0);
            hammering.get().forEach(answers -> assertEquals(Set.of(ever.get(0)), Set.copyOf(answers)));
        }
    }

    private static String said(Supplier<Api.Answer> request) {
        Api.Answer answer = request.get();
        return answer.status() + " " + answer.text();
    }

    private static <T> List<T> inParallel(int times, Supplier<T> what) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            return Stream.generate(() -> CompletableFuture.supplyAsync(what, threads)).limit(times).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @Order(3)
    void aNodeThatFreezesInATransactionStopsTheRoomItWasAtWorkOnAndNotForLong() throws Exception {
        WildFly second = room.nodes().get(1);
        Therapist elsewhere = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened held = therapist.opens();
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(held)) {
            line.command("START");
            line.changed(Changes.placed(figure, "Pai"));
        }
        elsewhere.goesTo(second);
        RoomSocketClient there = elsewhere.enters(held);
        there.await("welcome");
        HeldRow row = HeldRow.of(room.database(), held.session());
        there.change(Changes.moved(figure, 2, 2));
        Eventually.holds("waiting for the lock", () -> counted("wait_event_type = 'Lock'") > 0);
        signal("STOP", second);
        try {
            row.release();
            Eventually.holds("frozen in its transaction", () -> counted("state = 'idle in transaction'") > 0);
            others.waited();
            Eventually.holds(
                    "the end of its transaction",
                    Duration.ofSeconds(30),
                    () -> counted("state = 'idle in transaction'") == 0);
            othersNoticedNothing();
        } finally {
            signal("CONT", second);
        }
        try (RoomSocketClient line = therapist.enters(held)) {
            line.changed(Changes.moved(figure, 3, 3));
        }
        there.close();
    }

    private static void othersNoticedNothing() {
        long[] waited = others.waited();
        assertTrue(waited.length > 20, "changes: " + waited.length);
        assertPrompt(ChangingRooms.share(waited, 0.99), "p99 of " + waited.length + " changes");
        assertEquals(List.of(), others.refusals());
    }

    private static void assertPrompt(Duration took, String what) {
        System.out.println(what + ": " + took.toMillis() + " ms");
        assertTrue(took.compareTo(PROMPT) < 0, what + ": " + took);
    }

    private static int counted(String condition) {
        String query = "select count(*) from pg_stat_activity where datname = 'session' and usename = 'session'"
                + " and pid <> pg_backend_pid() and application_name like 'session-%' and " + condition;
        try (Connection connection = room.database().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, WildFly node) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(node.process().pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    @Order(4)
    void connectionsThatAreCutUnderWorkMakeNothingNotThere() throws Exception {
        Opened opened = therapist.opens();
        UUID figure = UUID.randomUUID();
        RoomSocketClient line = therapist.enters(opened);
        line.command("START");
        line.changed(Changes.placed(figure, "Mãe"));
        Api api = Api.of(room).as(DemoPerson.PAULO.userName());
        List<UUID> ids = new ArrayList<>();
        List<JsonObject> answers = new ArrayList<>();
        try (Connection connection = room.database().dataSource().getConnection();
                Statement killer = connection.createStatement()) {
            for (int i = 0; i < 60; i++) {
                UUID changeId = UUID.randomUUID();
                ids.add(changeId);
                if (!line.isOpen()) {
                    line = therapist.enters(opened);
                }
                line.sendUnlessClosed(
                        Changes.frame(changeId, Changes.moved(figure, i, i)).toString());
                killer.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'session'"
                        + " and pid <> pg_backend_pid() and usename = 'session' and application_name like 'session-%'");
                int status = api.get("/sessions/" + opened.session()).status();
                assertTrue(status == 200 || status == 503, "status " + status);
                answers.addAll(answerTo(line, changeId));
            }
        }
        answers.forEach(answer -> {
            String code = answer.getString("code", answer.getString("type"));
            assertTrue(List.of("changed", "BUSY", "UNAVAILABLE").contains(code), answer.toString());
        });
        line.close();
        // Changes that were unanswered when the connection was cut are sent again with the same id, in order, and are
        // stored once.
        RoomSocketClient again = therapist.enters(opened);
        for (UUID changeId : ids) {
            int i = ids.indexOf(changeId);
            again.send(Changes.frame(changeId, Changes.moved(figure, i, i)));
            assertFalse(again.acknowledged(changeId).isEmpty());
            TimeUnit.MILLISECONDS.sleep(25);
        }
        again.close();
        assertEquals(61, new Records(room.database().dataSource()).changes(opened.session()));
    }

    /** The answer to the change; empty if the connection was closed before. */
    private static List<JsonObject> answerTo(RoomSocketClient line, UUID changeId) {
        Eventually.holds("answer, or the line's end", () -> !line.isOpen() || line.hasHeard(has("changeId", changeId)));
        return line.hasHeard(has("changeId", changeId)) ? List.of(line.await(has("changeId", changeId))) : List.of();
    }
}
