package org.sessionroom.tests.bench;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TimedSocketClient;

/**
 * Latencies of the room, measured from outside and including the work of the load generator: forty rooms of two people on one
 * node, with PostgreSQL and the load on the same machine.
 *
 * <ul>
 *   <li>change to acknowledgement: each of the eighty people changes something once a second;
 *   <li>previews: one person in each room drags, thirty times a second, until the other receives it;
 *   <li>late join: from the ticket to the whole field of 40 figures after 1,000 changes, the handshake included.
 * </ul>
 *
 * Prints a line for each of several runs; the warm-up is not counted.
 */
public final class RoomBenchmark {

    private static final int ROOMS = 40;
    private static final int RUNS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final int FIGURES = 40;
    private static final int CHANGES = 1_000;
    private static final int JOINS = 100;
    private static final long PREVIEW_MILLIS = 33;

    private final Room room;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

    private RoomBenchmark(Room room) {
        this.room = room;
    }

    /** @param arguments {@code join} for the late join alone, nothing for everything */
    public static void main(String[] arguments) throws Exception {
        try (Room room = new Room(RunningRoom.asInAHospital("room"))) {
            room.start();
            new RoomBenchmark(room).measure(List.of(arguments));
        }
        System.exit(0);
    }

    private void measure(List<String> wanted) throws Exception {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        if (!wanted.contains("join")) {
            fullHouse(List.of(paulo, Therapist.loggedIn(room, DemoPerson.HELENA)));
        }
        lateJoin(paulo);
        clock.shutdownNow();
    }

    /** @param therapists who share the rooms: one person's budget is for two busy rooms, not for forty */
    private void fullHouse(List<Therapist> therapists) throws Exception {
        List<TimedPair> pairs = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            pairs.add(TimedPair.meet(room, therapists.get(i % therapists.size())));
        }
        System.out.printf("%d rooms, %d connections%n", pairs.size(), 2 * pairs.size());
        RoomLoad.changes(clock, pairs, WARM_UP);
        for (int run = 1; run <= RUNS; run++) {
            RoomLoad.print("change to acknowledgement, run " + run, RoomLoad.changes(clock, pairs, RUN));
        }
        previews(pairs, WARM_UP.dividedBy(2));
        for (int run = 1; run <= RUNS; run++) {
            RoomLoad.print("preview to the other, run " + run, previews(pairs, RUN));
        }
        pairs.forEach(TimedPair::close);
    }

    private long[] previews(List<TimedPair> pairs, Duration length) throws InterruptedException {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        List<long[]> sentAt = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            long[] times = new long[1000];
            sentAt.add(times);
            other(pairs, i).onText((text, nanos) -> {
                if (text.startsWith("{\"type\":\"preview\"")) {
                    int at = text.indexOf("\"x\":") + 4;
                    latencies.add(nanos - times[(int) Double.parseDouble(text.substring(at, text.indexOf(',', at)))]);
                }
            });
        }
        int[] next = {0};
        long step = TimeUnit.MILLISECONDS.toNanos(PREVIEW_MILLIS) / pairs.size();
        var sending = clock.scheduleAtFixedRate(
                () -> {
                    int i = next[0] % pairs.size();
                    int x = next[0]++ / pairs.size() % 1000;
                    String frame = Changes.preview(pairs.get(i).figure(), x, 0).toString();
                    sentAt.get(i)[x] = System.nanoTime();
                    dragging(pairs, i).send(frame);
                },
                0,
                step,
                TimeUnit.NANOSECONDS);
        return RoomLoad.finish(sending, length, latencies);
    }

    /** The therapist in half of each therapist's rooms, the client in the others, because each has a budget. */
    private static TimedSocketClient dragging(List<TimedPair> pairs, int i) {
        TimedPair pair = pairs.get(i);
        return i / 2 % 2 == 0 ? pair.therapist() : pair.client();
    }

    private static TimedSocketClient other(List<TimedPair> pairs, int i) {
        TimedPair pair = pairs.get(i);
        return i / 2 % 2 == 0 ? pair.client() : pair.therapist();
    }

    private void lateJoin(Therapist therapist) throws Exception {
        Therapist.Opened opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.command("START");
            List<UUID> figures = new ArrayList<>();
            for (int i = 0; i < FIGURES; i++) {
                figures.add(UUID.randomUUID());
                changedSlowly(line, Changes.placed(figures.get(i), "Figura " + i, i, -i));
            }
            for (int i = FIGURES; i < CHANGES; i++) {
                changedSlowly(line, Changes.moved(figures.get(i % FIGURES), i % 400, i % 300));
            }
        }
        for (int run = -1; run <= RUNS; run++) {
            long[] times = new long[JOINS];
            for (int i = 0; i < JOINS; i++) {
                String ticket = therapist.pass(opened.session()).ticket();
                times[i] = join(ticket);
            }
            Arrays.sort(times);
            if (run > 0) {
                RoomLoad.print("late join, " + FIGURES + " figures, " + CHANGES + " changes, run " + run, times);
            }
        }
    }

    /** All of them are within the burst of a person. */
    private static void changedSlowly(RoomSocketClient line, JsonObject change) throws InterruptedException {
        line.changed(change);
        TimeUnit.MILLISECONDS.sleep(20);
    }

    private long join(String ticket) throws Exception {
        CompletableFuture<Long> there = new CompletableFuture<>();
        long start = System.nanoTime();
        TimedSocketClient line = TimedSocketClient.open(room, ticket);
        line.onText((text, nanos) -> {
            if (text.startsWith("{\"type\":\"snapshot\"")) {
                there.complete(nanos - start);
            }
        });
        line.send("{\"type\":\"resume\",\"lastSeq\":0}");
        long time = there.get(10, TimeUnit.SECONDS);
        line.close();
        // The server's work after a disconnect must not count for the next join.
        TimeUnit.MILLISECONDS.sleep(50);
        return time;
    }
}
