package org.sessionroom.tests.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.Changes.edited;
import static org.sessionroom.tests.driver.Changes.moved;
import static org.sessionroom.tests.driver.Changes.placed;
import static org.sessionroom.tests.driver.Changes.preview;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor.Pass;
import org.sessionroom.tests.driver.MicrophoneClient;
import org.sessionroom.tests.driver.Model;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Recogniser;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.Voice;

/**
 * Two nodes, one room: the first serves the therapist, the second the client, and neither of them notices. The second node is
 * killed at the end. It has more than 350 lines because another class would start two more nodes.
 */
@TestMethodOrder(OrderAnnotation.class)
class TwoNodesIT {

    /** As many slow answers as there are threads in the pool that a server uses for all work outside of requests. */
    private static final int MORE_THAN_THREADS = 8 + 2 * Runtime.getRuntime().availableProcessors();

    private static Room room;
    private static WildFly first;
    private static WildFly second;
    private static Therapist therapist;
    private static Recogniser recogniser;
    private static Model model;

    @BeforeAll
    static void start() {
        recogniser = new Recogniser();
        model = new Model();
        var environment = new HashMap<>(recogniser.environment());
        environment.putAll(model.environment());
        room = new Room(RoomSettings.ofSystemProperties()
                .with(RunningRoom.folder("two-nodes"), Ports.free(2))
                .with(environment));
        room.start();
        first = room.nodes().get(0);
        second = room.nodes().get(1);
        Eventually.holds("cluster of two", () -> members(first) == 2 && members(second) == 2);
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    @AfterAll
    static void end() {
        room.close();
        model.close();
        recogniser.close();
    }

    /** The size of the cluster according to a node. */
    private static int members(WildFly node) {
        URI ready = URI.create("http://127.0.0.1:" + node.ports().management() + "/health/ready");
        return Api.send(HttpRequest.newBuilder(ready)).expect(200).object().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getString("name").equals("cluster"))
                .mapToInt(check -> check.getJsonObject("data").getInt("members"))
                .sum();
    }

    /** A waiting client who joined through the second node. */
    private static Client guest(Opened opened) {
        return clientOfTheSecond().joins(opened.link());
    }

    private static Client clientOfTheSecond() {
        var client = new Client(room);
        client.goesTo(second);
        return client;
    }

    private static RoomSocketClient admittedClient(Opened opened, RoomSocketClient desk) {
        RoomSocketClient client = guest(opened).enters(opened);
        client.await("welcome");
        assertEquals("done", desk.command("ADMIT"));
        client.await(session("admitted", "true"));
        return client;
    }

    private static Predicate<JsonObject> session(String key, String value) {
        return is("session")
                .and(frame -> frame.getJsonObject("session").get(key).toString().contains(value));
    }

    /** The client's entry in a presence frame. */
    private static JsonObject client(JsonObject presence) {
        return presence.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                .filter(person -> person.getString("role").equals("CLIENT"))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<JsonObject> clientIs(String state) {
        return is("presence").and(frame -> client(frame).getString("state").equals(state));
    }

    private static String state(Opened opened) {
        return Api.of(room)
                .as(DemoPerson.PAULO.userName())
                .get("/sessions/" + opened.session())
                .expect(200)
                .object()
                .getString("status");
    }

    private static void pausedByTheApiOf(WildFly node, Opened opened) {
        Api.of(room)
                .as(DemoPerson.PAULO.userName())
                .on(node)
                .post("/sessions/" + opened.session() + "/transitions", "{\"transition\":\"PAUSE\"}")
                .expect(200);
    }

    /** Before anybody else enters on the second node: it has missed nothing, and nobody there must reconnect. */
    @Test
    @Order(1)
    void theFirstWhoEntersOnANodeStays() throws Exception {
        Therapist moving = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = moving.opens();
        try (RoomSocketClient line = moving.enters(opened)) {
            assertEquals("done", line.command("START"));
        }
        moving.goesTo(second);
        try (RoomSocketClient line = moving.enters(opened)) {
            line.await("welcome");
            // Lost messages are made up for within a second.
            TimeUnit.SECONDS.sleep(3);
            assertTrue(line.isOpen());
        }
    }

    @Test
    void aLogoutThroughOneNodeEndsTheSocketAtTheOther() {
        Therapist leaving = Therapist.loggedIn(room, DemoPerson.HELENA);
        Opened opened = leaving.opens();
        leaving.goesTo(second);
        try (RoomSocketClient line = leaving.enters(opened)) {
            line.await("welcome");
            Pass pass = leaving.pass(opened.session());
            leaving.goesTo(first);
            leaving.post(leaving.address("/logout"), Map.of());
            assertEquals(4008, line.closeCode());
            assertEquals(
                    401,
                    Api.of(room)
                            .on(second)
                            .with(pass.token())
                            .get("/sessions/" + opened.session())
                            .status());
        }
    }

    @Test
    void eachSeesTheOtherComeAndGoUnderTheNameTheyGave() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened)) {
            desk.await("welcome");
            RoomSocketClient client = guest(opened).enters(opened);
            assertEquals("Ana Martins", client(desk.await(clientIs("WAITING"))).getString("name"));
            assertEquals("done", desk.command("ADMIT"));
            client.await(clientIs("PRESENT"));
            pausedByTheApiOf(first, opened);
            assertEquals("Ana Martins", client(desk.await(clientIs("PRESENT"))).getString("name"));
            client.close();
            desk.await(clientIs("AWAY"));
        }
    }

    @Test
    void everyStepOfTheSessionReachesTheOtherNodeInOrder() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = guest(opened).enters(opened)) {
            client.await("welcome");
            var told = new ArrayList<String>();
            var wanted = new ArrayList<>(List.of("ACTIVE MOVE false", "ACTIVE MOVE true"));
            assertEquals("done", desk.command("START"));
            assertEquals("done", desk.command("ADMIT"));
            for (int i = 0; i < 10; i++) {
                assertEquals("done", desk.command("PAUSE"));
                assertEquals("done", desk.command("SET_ACCESS", "access", "LOOK"));
                assertEquals("done", desk.command("RESUME"));
                assertEquals("done", desk.command("SET_ACCESS", "access", "MOVE"));
                wanted.addAll(List.of("PAUSED MOVE true", "PAUSED LOOK true", "ACTIVE LOOK true", "ACTIVE MOVE true"));
            }
            assertEquals("done", desk.goesOffRecord(0));
            wanted.add("ACTIVE MOVE true");
            JsonObject session = client.await("session").getJsonObject("session");
            while (session.getJsonArray("offRecord").isEmpty()) {
                told.add(summary(session));
                session = client.await("session").getJsonObject("session");
            }
            told.add(summary(session));
            assertInOrder(wanted, told);
        }
    }

    private static String summary(JsonObject session) {
        return session.getString("status") + " " + session.getString("clientAccess") + " "
                + session.getBoolean("admitted");
    }

    /**
     * A node that reads the database itself, every ten seconds, may see a step before its message arrives, and then publishes that
     * step instead of those before it; it publishes none twice and none out of order.
     */
    private static void assertInOrder(List<String> wanted, List<String> told) {
        var left = new ArrayDeque<>(wanted);
        for (String step : told) {
            while (!left.isEmpty() && !left.peek().equals(step)) {
                left.poll();
            }
            assertNotNull(left.poll(), () -> step + " is told twice or late in " + told);
        }
        assertTrue(told.size() > wanted.size() / 2, told::toString);
    }

    /** Each request to the model blocks a thread until its answer. */
    @Test
    void aModelThatTakesItsTimeKeepsNoNewsWaiting() {
        var answering = new CountDownLatch(1);
        model.thinks(data -> {
            await(answering);
            return "{\"insights\":[]}";
        });
        var pairs = new ArrayList<Pair>();
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                Pair pair = Pair.transcribed(therapist);
                pairs.add(pair);
                asksForADraft(pair);
            }
            Eventually.holds("questions", () -> model.asked().size() >= 4);
            Opened opened = therapist.opens();
            try (RoomSocketClient desk = therapist.enters(opened);
                    RoomSocketClient client = admittedClient(opened, desk)) {
                UUID change = desk.change(placed(UUID.randomUUID(), "Mãe"));
                client.acknowledged(change);
            }
        } finally {
            answering.countDown();
            pairs.forEach(Pair::close);
        }
    }

    private static void asksForADraft(Pair pair) {
        pair.decides(pair.deskApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        pair.decides(pair.clientApi(), "AI_ANALYSIS", "GIVEN").expect(201);
        try (MicrophoneClient paulo = pair.desksMicrophone()) {
            paulo.says(Voice.DEEP, 1);
            pair.desk().await("line");
        }
        pair.deskApi()
                .post(pair.path("/analysis/drafts"), "{\"form\":\"SOAP\"}")
                .expect(202);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatOneDoesTheOtherSeesAndItIsAcknowledged() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            UUID figure = UUID.randomUUID();
            JsonObject placed = desk.changed(placed(figure, "Mãe"));
            assertEquals(placed, client.await("changed"));
            JsonObject moved = client.changed(moved(figure, 10, 20));
            assertEquals(moved, desk.await("changed"));

            showsItsHand(desk, figure, client);
            showsItsHand(client, figure, desk);

            assertEquals("done", desk.command("SET_ACCESS", "access", "LOOK"));
            client.await(session("clientAccess", "LOOK"));
            client.send(preview(figure, 0, 0));
            assertEquals("NOT_ALLOWED", client.refused(moved(figure, 0, 0)));
            assertEquals(List.of(), desk.heard("preview"));
        }
    }

    /** Some positions of the drag may be left out, but an older position is never shown after a newer one. */
    private static void showsItsHand(RoomSocketClient from, UUID figure, RoomSocketClient to) {
        int steps = 500;
        IntStream.rangeClosed(1, steps).forEach(step -> from.send(preview(figure, step, 0)));
        from.changed(moved(figure, steps, 0));
        var seen = new ArrayList<Integer>();
        JsonObject frame = to.await(is("preview").or(is("changed")));
        while (is("preview").test(frame)) {
            seen.add(frame.getInt("x"));
            frame = to.await(is("preview").or(is("changed")));
        }
        assertFalse(seen.isEmpty());
        assertEquals(seen.stream().sorted().toList(), seen);
    }

    @Test
    void aTicketOfOneNodeIsGoodForOneConnectionOnAnother() {
        String ticket = therapist.pass(therapist.opens().session()).ticket();
        URI otherPage = URI.create("http://localhost:" + second.ports().http());
        try (RoomSocketClient line = RoomSocketClient.open(otherPage, ticket)) {
            line.await("welcome");
            assertEquals(4003, RoomSocketClient.open(otherPage, ticket).closeCode());
            assertEquals(4003, RoomSocketClient.open(room, ticket).closeCode());
        }
    }

    @Test
    void whoeverComesInThroughAnotherNodeTakesTheirSeatOverAndIsStillThere() {
        Opened opened = therapist.opens();
        Client client = guest(opened);
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient before = client.enters(opened)) {
            before.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            client.goesTo(first);
            try (RoomSocketClient now = client.enters(opened)) {
                assertEquals(4001, before.closeCode());
                UUID figure = UUID.randomUUID();
                assertEquals(now.changed(placed(figure, "Mãe")), desk.await("changed"));
                pausedByTheApiOf(second, opened);
                desk.await(session("status", "PAUSED"));
                desk.await(clientIs("PRESENT"));
                Eventually.holds("end of the first visit", () -> audited(opened, "ROOM_LEFT") == 1);
                assertEquals(3, audited(opened, "ROOM_JOINED"), "each window of a living node is a visit");
            }
        }
    }

    @Test
    void changesFromBothNodesAtOnceLeaveOneFieldAndOneOrder() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            UUID shared = UUID.randomUUID();
            PageField one = new PageField(desk).resumed();
            PageField other = new PageField(client).resumed();
            CompletableFuture<Void> making = CompletableFuture.runAsync(() -> one.make(changes(shared, 1)));
            other.make(changes(UUID.randomUUID(), -1));
            making.join();
            one.follow(200);
            other.follow(200);

            Api api = Api.of(room).as(DemoPerson.PAULO.userName());
            for (WildFly node : room.nodes()) {
                Constellation kept = PageField.fieldOf(api.on(node)
                        .get("/sessions/" + opened.session() + "/field")
                        .expect(200)
                        .object());
                Map<Long, String> journal = journal(api.on(node), opened);
                for (PageField page : List.of(one, other)) {
                    assertEquals(200, page.seq());
                    assertEquals(List.copyOf(kept.figures()), page.figures());
                    assertTrue(journal.entrySet().containsAll(page.journal().entrySet()));
                }
            }
        }
    }

    private static List<JsonObject> changes(UUID own, int direction) {
        return Stream.concat(
                        Stream.of(placed(own, "1")),
                        IntStream.range(1, 100)
                                .mapToObj(i -> i % 2 == 0 ? edited(own, "" + i) : moved(own, direction * i, i)))
                .toList();
    }

    private static Map<Long, String> journal(Api api, Opened opened) {
        var journal = new TreeMap<Long, String>();
        api.get("/sessions/" + opened.session() + "/field/journal")
                .expect(200)
                .object()
                .getJsonArray("changes")
                .getValuesAs(JsonObject.class)
                .forEach(change -> journal.put(change.getJsonNumber("seq").longValue(), change.getString("changeId")));
        return journal;
    }

    @Test
    void whatTheClientOfTheSecondNodeSaysTheTherapistReadsOnTheFirst() {
        try (Pair pair = Pair.transcribed(therapist, clientOfTheSecond());
                MicrophoneClient paulo = pair.desksMicrophone();
                MicrophoneClient ana = pair.clientsMicrophone()) {
            // A partial that was not published before the final text is dropped.
            recogniser.holdsItsTongue();
            ana.says(Voice.HIGH, 1);
            assertEquals(Voice.HIGH.words(), pair.desk().await(is("partial")).getString("text"));
            recogniser.speaks();
            pair.desk().await(line("CLIENT", Voice.HIGH));
            paulo.says(Voice.DEEP, 1);
            pair.desk().await(line("THERAPIST", Voice.DEEP));
            assertEquals(List.of(), pair.client().heard("line"));

            assertEquals("done", pair.client().goesOffRecord(0));
            assertEquals(4005, paulo.closeCode());
            assertEquals(4005, ana.closeCode());
        } finally {
            recogniser.speaks();
        }
    }

    private static Predicate<JsonObject> line(String role, Voice voice) {
        return is("line")
                .and(frame -> frame.getString("role").equals(role)
                        && frame.getString("text", "").equals(voice.words()));
    }

    /** As if a node had been frozen for so long that it missed the message. */
    @ParameterizedTest
    @CsvSource({"true, 4005", "false, 1013"})
    void whoWasNotToldThatSomebodyChangedTheirMindSoonStopsListening(boolean offRecord, int code) {
        try (Pair pair = Pair.transcribed(therapist, clientOfTheSecond());
                MicrophoneClient ana = pair.clientsMicrophone()) {
            Eventually.holds("a stream", () -> recogniser.streams() == 1);
            recogniser.holdsItsTongue();
            long before = recogniser.heard();
            ana.says(Voice.HIGH, 1);
            Eventually.holds("sound at the recogniser", () -> recogniser.heard() > before);

            long changed = System.nanoTime();
            new Records(room.database().dataSource()).changeMind(pair.session(), offRecord);
            recogniser.speaks();
            assertEquals(code, ana.closeCode());
            Eventually.holds("end of the stream", () -> recogniser.streams() == 0);
            Duration took = Duration.ofNanos(recogniser.lastClosed() - changed);
            assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took::toString);
            try (MicrophoneClient again = pair.clientsMicrophone()) {
                if (offRecord) {
                    assertEquals(4005, again.closeCode());
                } else {
                    again.says(Voice.DEEP, 1);
                    pair.desk().await(line("CLIENT", Voice.DEEP));
                }
            }
            assertEquals(List.of(), pair.desk().heard("line"), "what was still to come does not come");
        } finally {
            recogniser.speaks();
        }
    }

    @Test
    void bothAreKnownOnTheNodeTheyDidNotComeInThrough() {
        Opened opened = therapist.opens();
        Client client = guest(opened);
        client.goesTo(first);
        assertEquals(
                "/room",
                client.get("/room?as=client&session=" + opened.session()).uri().getPath());
        therapist.goesTo(second);
        URI agenda = therapist.get("/agenda").uri();
        URI theirs = therapist.get("/room?session=" + opened.session()).uri();
        therapist.goesTo(first);
        assertEquals("/agenda", agenda.getPath());
        assertEquals("/room", theirs.getPath());
    }

    @Test
    void theClockOfEitherNodeEndsTheSessionOnBoth() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            isOver(opened, Set.of(desk, client));
        }
    }

    private static void isOver(Opened opened, Set<RoomSocketClient> lines) {
        new Records(room.database().dataSource()).age(opened.session(), "first_active_at", "121 minutes");
        lines.forEach(line -> assertEquals(4002, line.closeCode()));
    }

    /** How often the session's audit has this event. */
    private static long audited(Opened opened, String event) {
        return new Records(room.database().dataSource())
                .audited(opened.session()).stream()
                        .filter((event + " DONE")::equals)
                        .count();
    }

    /** For longer than the others take it for dead. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void whoIsOnAFrozenNodeSeesAfterwardsWhatHappenedMeanwhile() throws Exception {
        Opened opened = therapist.opens();
        Client client = guest(opened);
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient stays = client.enters(opened)) {
            stays.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            stays.await(session("admitted", "true"));
            signal("STOP", second);
            try {
                Eventually.holds("cluster of one", Duration.ofSeconds(60), () -> members(first) == 1);
                desk.changed(placed(UUID.randomUUID(), "Mãe"));
            } finally {
                signal("CONT", second);
            }
            assertEquals(1013, stays.closeCode(Duration.ofSeconds(60)));
            try (RoomSocketClient back = client.enters(opened)) {
                assertEquals(1, new PageField(back).resumed().seq());
            }
        }
        Eventually.holds("cluster of two", Duration.ofSeconds(60), () -> members(first) == 2 && members(second) == 2);
    }

    private static void signal(String signal, WildFly node) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(node.process().pid()))
                .start()
                .waitFor();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theClientOfAKilledNodeComesBackThroughTheOtherAndFindsTheirVisitAndTheField() {
        Opened opened = therapist.opens();
        Client client = guest(opened);
        Opened passedOn = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient cut = client.enters(opened);
                RoomSocketClient former = guest(passedOn).enters(passedOn)) {
            former.await("welcome");
            cut.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            cut.await(session("admitted", "true"));
            UUID figure = UUID.randomUUID();
            cut.changed(placed(figure, "Mãe"));

            second.process().destroyForcibly().onExit().join();

            desk.changed(moved(figure, 5, 5));
            client.goesTo(first);
            try (RoomSocketClient back = client.enters(opened)) {
                PageField field = new PageField(back).resumed();
                assertEquals(2, field.seq());
                field.make(List.of(moved(figure, 7, 7)));
                desk.await(is("changed").and(frame -> frame.getInt("seq") == 3));
                assertEquals("done", desk.command("PAUSE"));
                isOver(opened, Set.of(desk, back));
            }
            Eventually.holds("both have left", () -> audited(opened, "ROOM_LEFT") == 2);
            assertEquals(2, audited(opened, "ROOM_JOINED"), "the client's visit went on");

            Client next = new Client(room).joins(therapist.invitesAgain(passedOn));
            try (RoomSocketClient other = next.enters(passedOn)) {
                other.await("welcome");
                assertEquals(2, audited(passedOn, "ROOM_JOINED"), "another person's visit is another one");
            }
            Eventually.holds("end of the other's visit", () -> audited(passedOn, "ROOM_LEFT") == 1);
        }
        assertEquals("PENDING", state(therapist.opens()), "the agenda goes on");
        assertEquals(1, members(first));
    }
}
