package org.sessionroom.tests.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TimedSocketClient;

/**
 * Entering after the death of a node: the second of two nodes serves the therapist of many rooms and is killed; the therapist enters
 * each room through the first node, which has never served it, and then once more, when it has. Prints the times from the ticket to the
 * whole field, the handshake included, and the numbers of the database's statements. The difference is the most that any memory shared by
 * the nodes could save.
 */
public final class FailoverBenchmark {

    private static final int ROOMS = 20;
    private static final int FIGURES = 40;
    /** Just before the next snapshot, so that the most changes must be read. */
    private static final int CHANGES = 190;

    private static final int WARM_UPS = 40;

    private final Room room;
    private final Path databaseLog;

    private FailoverBenchmark(Room room, Path databaseLog) {
        this.room = room;
        this.databaseLog = databaseLog;
    }

    public static void main(String[] arguments) throws Exception {
        RoomSettings settings = RunningRoom.asInAHospital("failover", Ports.free(2));
        try (Room room = new Room(settings)) {
            room.start();
            new FailoverBenchmark(room, settings.folder().resolve("logs/postgresql.log")).measure();
        }
    }

    private void measure() throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened known = therapist.opens();
        for (int i = 0; i < WARM_UPS; i++) {
            enter(therapist.pass(known.session()).ticket());
        }
        therapist.goesTo(room.nodes().get(1));
        List<Opened> rooms = new ArrayList<>();
        List<RoomSocketClient> lines = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(therapist.opens());
            lines.add(therapist.enters(rooms.get(i)));
        }
        lines.parallelStream().forEach(FailoverBenchmark::furnish);

        room.nodes().get(1).process().destroyForcibly().onExit().join();
        therapist.goesTo(room.nodes().get(0));
        therapist.pass(known.session());

        List<Opened> timed = rooms.subList(0, ROOMS / 2);
        List<Opened> counted = rooms.subList(ROOMS / 2, ROOMS);
        RoomLoad.print("entering after the death of the room's node", times(therapist, timed));
        RoomLoad.print("entering again through the same node", times(therapist, timed));
        logStatements(true);
        printStatements("entering after the death of the room's node", therapist, counted);
        printStatements("entering again through the same node", therapist, counted);
        logStatements(false);
    }

    private static void furnish(RoomSocketClient line) {
        line.command("START");
        List<UUID> figures = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            JsonObject change;
            if (i < FIGURES) {
                figures.add(UUID.randomUUID());
                change = Changes.placed(figures.get(i), "Figura " + i, i, -i);
            } else {
                change = Changes.moved(figures.get(i % FIGURES), i, i);
            }
            line.changed(change);
            pause(25);
        }
    }

    private long[] times(Therapist therapist, List<Opened> rooms) throws Exception {
        long[] times = new long[rooms.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = enter(therapist.pass(rooms.get(i).session()).ticket());
        }
        Arrays.sort(times);
        return times;
    }

    private long enter(String ticket) throws Exception {
        return enter(ticket, () -> {});
    }

    /** @param there what is done when the field has arrived, before the connection is closed */
    private long enter(String ticket, Runnable there) throws Exception {
        CompletableFuture<Long> shown = new CompletableFuture<>();
        long start = System.nanoTime();
        TimedSocketClient line = TimedSocketClient.open(room, ticket);
        BiConsumer<String, Long> untilTheField = (text, nanos) -> {
            if (text.startsWith("{\"type\":\"snapshot\"")) {
                shown.complete(nanos - start);
            }
        };
        line.onText(untilTheField);
        line.send("{\"type\":\"resume\",\"lastSeq\":0}");
        long time = shown.get(10, TimeUnit.SECONDS);
        // What is read after the field: chat and transcript.
        pause(50);
        there.run();
        line.close();
        // The work of leaving must not count for the next one.
        pause(200);
        return time;
    }

    private void printStatements(String what, Therapist therapist, List<Opened> rooms) throws Exception {
        long[] numbers = new long[rooms.size()];
        for (int i = 0; i < numbers.length; i++) {
            String ticket = therapist.pass(rooms.get(i).session()).ticket();
            pause(50);
            long before = statements();
            long[] after = {0};
            enter(ticket, () -> after[0] = statements());
            numbers[i] = after[0] - before;
        }
        Arrays.sort(numbers);
        System.out.printf(
                "%-60s statements: median %d, least %d, most %d%n",
                what, numbers[numbers.length / 2], numbers[0], numbers[numbers.length - 1]);
    }

    /** The statements in the database's log, without the frame of a transaction; a timer's may be among them. */
    private long statements() {
        try {
            return Files.readString(databaseLog, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.contains(" LOG:  execute "))
                    .filter(line -> !line.endsWith(": BEGIN") && !line.endsWith(": COMMIT"))
                    .count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void logStatements(boolean on) throws SQLException {
        String server = "jdbc:postgresql://127.0.0.1:" + room.database().port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("alter system set log_statement = '" + (on ? "all" : "none") + "'");
            statement.execute("select pg_reload_conf()");
        }
        pause(1_000);
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
