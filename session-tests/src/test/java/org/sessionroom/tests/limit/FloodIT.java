package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Flood;
import org.sessionroom.tests.driver.Flood.Closed;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** One person sends without a pause; their connection is closed within seconds, and others are not affected. */
@ExtendWith(RunningRoom.class)
class FloodIT {

    private static final Duration SOON = Duration.ofSeconds(4);
    private static final int TOO_FAST = 1008;
    private static final int TOO_MANY_REQUESTS = 429;

    private static Room room;
    private static Therapist therapist;

    private static int told;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    /** A reset may overtake the close frame sometimes, but not usually. */
    @AfterAll
    static void mostAreToldWhy() {
        assertTrue(told >= Flood.Kind.values().length / 2, told + " were told");
    }

    @ParameterizedTest
    @EnumSource(Flood.Kind.class)
    void whoeverWaitsAndFloodsIsHungUpOn(Flood.Kind kind) throws IOException {
        Opened opened = therapist.opens();
        Client client = new Client(room).joins(opened.link());
        try (RoomSocketClient elsewhere = therapist.enters(therapist.opens());
                Flood flood = new Flood(room, client.pass(opened.session()).ticket())) {
            endsWhileOthersWork(elsewhere, flood.pours(kind, SOON), kind);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Flood.Kind.class,
            names = {"PREVIEW", "RESUME", "CHANGE", "CONTROL_PING", "FRAGMENTS"})
    void whoeverIsAdmittedAndFloodsIsHungUpOn(Flood.Kind kind) throws IOException {
        Opened opened = therapist.opens();
        Client client = new Client(room).joins(opened.link());
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient first = client.enters(opened)) {
            first.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            try (RoomSocketClient elsewhere = therapist.enters(therapist.opens());
                    Flood flood = new Flood(room, client.pass(opened.session()).ticket())) {
                endsWhileOthersWork(elsewhere, flood.pours(kind, SOON), kind);
                desk.heard();
            }
        }
    }

    private static void endsWhileOthersWork(
            RoomSocketClient elsewhere, CompletableFuture<Closed> closed, Flood.Kind kind) {
        UUID figure = UUID.randomUUID();
        elsewhere.changed(Changes.placed(figure, "Mãe"));
        for (int i = 0; !closed.isDone(); i++) {
            elsewhere.changed(Changes.moved(figure, i % 100, 0));
            pause();
        }
        assertTrue(expected(kind).contains(closed.join().code()), closed.join().toString());
        told += closed.join().code() == TOO_FAST ? 1 : 0;
    }

    /** An invalid frame closes the connection at once, unless the rate limit does so first. */
    private static List<Integer> expected(Flood.Kind kind) {
        return switch (kind) {
            case UNKNOWN, MALFORMED, EMPTY, BINARY -> List.of(1007, TOO_FAST, Flood.HUNG_UP);
            default -> List.of(TOO_FAST, Flood.HUNG_UP);
        };
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket/room", "/socket/check", "/socket/microphone"})
    void whoeverIsNotLetInAndFloodsAllTheSameIsCutOff(String path) throws IOException {
        try (Flood flood = new Flood(room, path, "garbage")) {
            Closed closed = flood.pours(Flood.Kind.CONTROL_PING, SOON).join();
            // A reset may overtake the close frame, because the server does not read what is on its way (RFC 9293
            // §3.10.4).
            assertTrue(List.of(4003, Flood.HUNG_UP).contains(closed.code()), closed.toString());
            flood.awaitEnd(SOON.multipliedBy(2));
        }
    }

    /** The client does not answer the close frame. */
    @Test
    void whoeverDoesNotAnswerTheEndIsCutOff() throws IOException {
        try (Flood silent = new Flood(room, "garbage")) {
            silent.awaitEnd(Duration.ofSeconds(10));
        }
    }

    @Test
    void tenSocketsOfOnePersonBringNoMoreThanOne() throws IOException {
        Opened opened = therapist.opens();
        Client client = new Client(room).joins(opened.link());
        List<Flood> floods = new ArrayList<>();
        try (RoomSocketClient elsewhere = therapist.enters(therapist.opens())) {
            for (int i = 0; i < 10; i++) {
                floods.add(new Flood(
                        room, "/socket/check", client.pass(opened.session()).ticket()));
            }
            List<CompletableFuture<Closed>> closed = floods.stream()
                    .map(flood -> flood.pours(Flood.Kind.CONTROL_PONG, SOON))
                    .toList();
            // Repeated, because the budget recovers within a second; less often than the limit on passes allows.
            long end = System.nanoTime() + SOON.toNanos();
            HttpResponse<String> pass = client.askForPass(opened.session(), "CLIENT");
            while (pass.statusCode() == 200 && System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                pass = client.askForPass(opened.session(), "CLIENT");
            }
            closed.forEach(one -> endsWhileOthersWork(elsewhere, one, Flood.Kind.CONTROL_PONG));
            assertEquals(TOO_MANY_REQUESTS, pass.statusCode(), "passes were given all the while");
            assertTrue(pass.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
            assertTrue(pass.body().contains("urn:sessionroom:TOO_OFTEN"), pass.body());
        } finally {
            for (Flood flood : floods) {
                flood.close();
            }
        }
        try (RoomSocketClient again = client.enters(opened)) {
            again.await("welcome");
        }
    }

    @Test
    void aThirteenthSocketOfOnePersonIsRefused() {
        Opened opened = therapist.opens();
        Client client = new Client(room).joins(opened.link());
        List<RoomSocketClient> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                lines.add(check(client, opened));
            }
            lines.forEach(line -> line.sendText("{}").await(anything -> true));
            try (RoomSocketClient thirteenth = check(client, opened)) {
                assertEquals(TOO_FAST, thirteenth.closeCode());
            }
        } finally {
            lines.forEach(RoomSocketClient::close);
        }
    }

    private static RoomSocketClient check(Client client, Opened opened) {
        String origin = HttpVisitor.origin(room).toString();
        return RoomSocketClient.open(
                HttpVisitor.origin(room),
                origin,
                "ticket." + client.pass(opened.session()).ticket(),
                "/socket/check");
    }

    @Test
    void morePassesThanAPageNeedsHaveToWait() {
        Opened opened = therapist.opens();
        HttpResponse<String> refused = null;
        for (int i = 0; i < 300 && refused == null; i++) {
            HttpResponse<String> answer = therapist.askForPass(opened.session(), "THERAPIST");
            refused = answer.statusCode() == TOO_MANY_REQUESTS ? answer : null;
        }
        assertTrue(refused != null, "nobody was asked to wait");
        assertTrue(refused.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
        therapist.pass(opened.session());
    }

    @Test
    void whoeverCallsTheApiWithoutAPauseHasToWaitAndNobodyElse() {
        Opened opened = therapist.opens();
        Api mine = Api.of(room).with(therapist.pass(opened.session()).token());
        Api others =
                Api.of(room).with(therapist.pass(therapist.opens().session()).token());
        long refused = IntStream.range(0, 1_500)
                .parallel()
                .mapToObj(i -> mine.get("/sessions/" + opened.session() + "/messages"))
                .filter(answer -> answer.status() == TOO_MANY_REQUESTS)
                .peek(answer -> assertTrue(answer.header("Retry-After").isPresent()))
                .count();
        assertTrue(refused > 0, "nobody was asked to wait");
        assertFalse(others.get("/sessions/" + opened.session() + "/messages").status() == 429);
    }

    /** A cheap page, so that even a slow machine can send enough requests. */
    @Test
    void whoeverAsksForPagesWithoutAPauseHasToWaitAndNobodyElse() {
        Therapist busy = Therapist.loggedIn(room, DemoPerson.PAULO);
        String cookie = "Cookie: login=" + busy.cookie("login").orElseThrow();
        RawHttp http = RawHttp.plain(room);
        RawHttp.Answer refused = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> http.get("/language?to=en", cookie))
                .filter(answer -> answer.status() == TOO_MANY_REQUESTS)
                .findAny()
                .orElseThrow(() -> new AssertionError("nobody was asked to wait"));
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElse("0")) > 0);
        assertTrue(refused.body().contains("data-notice=\"TOO_MANY\""), refused.text());
        assertEquals(
                200, Therapist.loggedIn(room, DemoPerson.HELENA).get("/agenda").statusCode());
        assertEquals(200, new HttpVisitor(room).get("/join").statusCode());
    }

    /** The maximum that a page can send: a drag, changes one after the other, and the signalling of a call. */
    @Test
    void aBusyPageIsNeverTakenForAFlood() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.desk().command("START");
            UUID figure = UUID.randomUUID();
            pair.client().changed(Changes.placed(figure, "Mãe"));
            for (int i = 0; i < 900; i++) {
                pair.client().send(Changes.preview(figure, i % 300, 0));
                if (i % 3 == 0) {
                    pair.client().change(Changes.moved(figure, i % 300, 0));
                    pause();
                }
            }
            pair.client().heard();
            assertTrue(pair.client().isOpen());
        }
    }
}
