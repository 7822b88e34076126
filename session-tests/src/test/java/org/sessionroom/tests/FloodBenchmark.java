package org.sessionroom.tests;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/**
 * What one person can take from others: five rooms of two people, who change something once a second each, while a client of a
 * sixth session sends frames of one kind as fast as they can and comes back whenever they are let in again. Printed is how long
 * the others wait for an acknowledgement, first without the flood. {@code -Dflood.seconds=300} makes each flood so long (60
 * otherwise), {@code -Dflood.rooms=20} has so many others (5), and {@code -Dflood.kinds=PREVIEW,CHANGE} only these kinds.
 */
public final class FloodBenchmark {

    private static final int ROOMS = Integer.getInteger("flood.rooms", 5);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("flood.seconds", 60));
    private static final List<Flood.Kind> OF_WHO_WAITS = wanted(
            Flood.Kind.PREVIEW, Flood.Kind.PING, Flood.Kind.CONTROL_PING, Flood.Kind.FRAGMENTS, Flood.Kind.RESUME);
    private static final List<Flood.Kind> OF_WHO_IS_ADMITTED = wanted(Flood.Kind.RESUME, Flood.Kind.CHANGE);

    private final Room room;
    private final Therapist paulo;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final List<TimedPair> others = new ArrayList<>();

    private FloodBenchmark(Room room) {
        this.room = room;
        this.paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static List<Flood.Kind> wanted(Flood.Kind... kinds) {
        String wanted = System.getProperty("flood.kinds", "");
        return Stream.of(kinds)
                .filter(kind -> wanted.isEmpty() || List.of(wanted.split(",")).contains(kind.name()))
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        try (Room room = new Room(RunningRoom.asInAHospital("flood"))) {
            room.start();
            new FloodBenchmark(room).measure();
        }
    }

    private void measure() throws Exception {
        for (int i = 0; i < ROOMS; i++) {
            others.add(TimedPair.meet(room, paulo));
        }
        RoomLoad.changes(clock, others, WARM_UP);
        RoomLoad.print("others' change to acknowledgement, no flood", RoomLoad.changes(clock, others, LONGEST));
        for (Flood.Kind kind : OF_WHO_WAITS) {
            measure(kind, false);
        }
        for (Flood.Kind kind : OF_WHO_IS_ADMITTED) {
            measure(kind, true);
        }
        others.forEach(TimedPair::close);
        clock.shutdownNow();
    }

    private void measure(Flood.Kind kind, boolean admitted) throws Exception {
        Therapist.Opened opened = paulo.opens();
        Client client = new Client(room).joins(opened.link());
        if (admitted) {
            try (RoomLine desk = paulo.enters(opened);
                    RoomLine waiting = client.enters(opened)) {
                waiting.await("welcome");
                desk.command("ADMIT");
            }
        }
        AtomicInteger floods = new AtomicInteger();
        Thread flooding = new Thread(() -> floodsAgainAndAgain(kind, client, opened, floods));
        flooding.start();
        long[] latencies = RoomLoad.changes(clock, others, LONGEST);
        flooding.interrupt();
        flooding.join(TimeUnit.SECONDS.toMillis(30));
        RoomLoad.print(
                "while a client who " + (admitted ? "is admitted" : "waits") + " sends " + kind + ", " + floods
                        + " times",
                latencies);
    }

    private void floodsAgainAndAgain(Flood.Kind kind, Client client, Therapist.Opened opened, AtomicInteger floods) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            try (Flood flood = new Flood(room, client.pass(opened.session()).ticket())) {
                floods.incrementAndGet();
                flood.pours(kind, LONGEST).join();
            } catch (IOException | CompletionException | IllegalStateException | AssertionError hungUp) {
                // As it should be; the next one begins.
            }
        }
    }
}
