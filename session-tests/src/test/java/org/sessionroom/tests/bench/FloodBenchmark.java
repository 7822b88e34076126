package org.sessionroom.tests.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Flood;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/**
 * The effect of one person's flood on others: five rooms of two people, who change something once a second each, while a client
 * of a sixth session sends frames of one kind as fast as they can and reconnects whenever they are admitted again. Prints how
 * long the others wait for an acknowledgement, first without the flood. {@code -Dflood.seconds=300} sets the length of each
 * flood (default 60), {@code -Dflood.rooms=20} the number of rooms (default 5), and {@code -Dflood.kinds=PREVIEW,CHANGE}
 * selects kinds. FILES, PASSES and REFUSALS are not frames: forty concurrent requests from one address, for files that are compressed
 * each time, by a waiting client for passes into rooms that are not theirs, and a thousand at a time for another host.
 */
public final class FloodBenchmark {

    private static final int ROOMS = Integer.getInteger("flood.rooms", 5);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(Integer.getInteger("flood.seconds", 60));
    private static final List<Flood.Kind> OF_WHO_WAITS = wanted(
            Flood.Kind.PREVIEW, Flood.Kind.PING, Flood.Kind.CONTROL_PING, Flood.Kind.FRAGMENTS, Flood.Kind.RESUME);
    private static final int REQUESTS_AT_ONCE = 40;
    private static final String COSTLY = "/jakarta.faces.resource/components.js.xhtml?ln=primefaces";
    private static final List<Flood.Kind> OF_WHO_IS_ADMITTED = wanted(Flood.Kind.RESUME, Flood.Kind.CHANGE);

    private final Room room;
    private final Therapist paulo;
    private final Therapist helena;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final List<TimedPair> others = new ArrayList<>();

    private FloodBenchmark(Room room) {
        this.room = room;
        this.paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        // All clients of one therapist share a budget, so the flood is one of another therapist.
        this.helena = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    private static List<Flood.Kind> wanted(Flood.Kind... kinds) {
        return Stream.of(kinds).filter(kind -> isWanted(kind.name())).toList();
    }

    private static boolean isWanted(String kind) {
        String wanted = System.getProperty("flood.kinds", "");
        return wanted.isEmpty() || List.of(wanted.split(",")).contains(kind);
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
        if (isWanted("FILES")) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest costly = HttpRequest.newBuilder(URI.create(HttpVisitor.origin(room) + COSTLY))
                    .header("Accept-Encoding", "gzip")
                    .build();
            measure("FILES", () -> http.send(costly, BodyHandlers.discarding()).statusCode());
        }
        if (isWanted("PASSES")) {
            Client client = new Client(room).joins(helena.opens().link());
            measure("PASSES", () -> client.askForPass(UUID.randomUUID().toString(), "CLIENT")
                    .statusCode());
        }
        if (isWanted("REFUSALS")) {
            String requests = "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n".repeat(1_000);
            RawHttp http = RawHttp.secure(room);
            measure("REFUSALS", () -> http.exchange(requests).status());
        }
        others.forEach(TimedPair::close);
        clock.shutdownNow();
    }

    private void measure(Flood.Kind kind, boolean admitted) throws Exception {
        Therapist.Opened opened = helena.opens();
        Client client = new Client(room).joins(opened.link());
        if (admitted) {
            try (RoomSocketClient desk = helena.enters(opened);
                    RoomSocketClient waiting = client.enters(opened)) {
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

    private void measure(String kind, Callable<Integer> request) throws Exception {
        Map<Object, AtomicInteger> answers = new ConcurrentHashMap<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Thread> flooding = Stream.generate(() -> new Thread(() -> {
                    while (System.nanoTime() < end) {
                        answers.computeIfAbsent(outcome(request), first -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }))
                .limit(REQUESTS_AT_ONCE)
                .toList();
        flooding.forEach(Thread::start);
        long[] latencies = RoomLoad.changes(clock, others, LONGEST);
        for (Thread one : flooding) {
            one.join();
        }
        RoomLoad.print("while one address asks for " + kind + ", answered " + answers, latencies);
    }

    private static Object outcome(Callable<Integer> request) {
        try {
            return request.call();
        } catch (Exception failed) {
            return failed.getClass().getSimpleName();
        }
    }

    private void floodsAgainAndAgain(Flood.Kind kind, Client client, Therapist.Opened opened, AtomicInteger floods) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            try (Flood flood = new Flood(room, client.pass(opened.session()).ticket())) {
                floods.incrementAndGet();
                flood.pours(kind, LONGEST).join();
            } catch (IOException | CompletionException | IllegalStateException | AssertionError hungUp) {
                // Expected; the next connection follows.
            }
        }
    }
}
