package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RawHttp;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.ServerProcess;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** What an anonymous visitor invents neither stays in the server's memory nor takes anything from the people behind the same address. */
class RememberedRequestsIT {

    /** With all variants just below the limit of an address. */
    private static final int ROUNDS = 9;

    private static Room room;
    private static RawHttp http;

    /** A room of its own, because these requests use up the limit of an address. */
    @BeforeAll
    static void start() {
        room = RunningRoom.started("remembered", Map.of());
        http = RawHttp.plain(room);
    }

    @AfterAll
    static void end() {
        room.close();
    }

    /** Requests like a handshake, but without a ticket: the people behind the same address still enter. */
    @Test
    void whoHasNoTicketTakesNoHandshakeFromOthers() throws Exception {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = paulo.opens();
        assertEquals(426, http.get("/socket/room").status());
        int status = 0;
        for (int i = 0; i < 3_000 && status != 429; i++) {
            status = http.send("GET", "/socket/room", "", "Upgrade: websocket", "Sec-WebSocket-Version: 13")
                    .status();
        }
        assertEquals(429, status, "strangers are limited");
        try (RoomSocketClient socket = paulo.enters(opened)) {
            socket.await(RoomSocketClient.is("welcome"));
        }
    }

    /** A ticket that is shown and never redeemed, because the page is foreign, the handshake incomplete or the address wrong. */
    @Test
    void whoShowsOneTicketWithoutEndTakesNoHandshakeFromOthers() throws Exception {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened opened = paulo.opens();
        String ticket =
                new Client(room).joins(opened.link()).pass(opened.session()).ticket();
        String protocol = "Sec-WebSocket-Protocol: sessionroom.v1, ticket." + ticket;
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        var ended = new AtomicBoolean();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            for (int i = 0; !ended.get(); i++) {
                statuses.add(http.send(
                                "GET",
                                i % 2 == 0 ? "/socket/room" : "/socket/none",
                                "",
                                "Upgrade: websocket",
                                "Sec-WebSocket-Version: 13",
                                "Origin: https://evil.example",
                                protocol)
                        .status());
            }
        });
        try {
            Eventually.holds("a limit", () -> statuses.contains(429));
            for (int i = 0; i < 10; i++) {
                try (RoomSocketClient socket = paulo.enters(opened)) {
                    socket.await(RoomSocketClient.is("welcome"));
                }
            }
        } finally {
            ended.set(true);
            flood.get(10, TimeUnit.SECONDS);
        }
    }

    /** Faces stores every variant of a file that it is asked for, if the parameters reach it. */
    @Test
    void whatStrangersAskForIsNotRemembered() throws Exception {
        String file = http.get("/join").body().replaceAll("(?s).*?(/jakarta\\.faces\\.resource/core[^\"]+)\".*", "$1");
        String known = file.replace("&amp;", "&");
        assertEquals(200, http.get(known).status());
        variants(known, 0);
        ServerProcess server = ServerProcess.of(room);
        Map<String, Long> before = server.instances("com.sun.faces", "org.primefaces", "java.util.ResourceBundle");
        for (int round = 1; round <= ROUNDS; round++) {
            variants(known, round);
        }
        Map<String, Long> after = server.instances("com.sun.faces", "org.primefaces", "java.util.ResourceBundle");
        after.entrySet().removeIf(one -> one.getValue() - before.getOrDefault(one.getKey(), 0L) < ROUNDS);
        assertEquals(Map.of(), after, "objects for requests that are over");
    }

    private static void variants(String file, int number) {
        String value = "x" + number;
        for (String name : List.of("con", "loc", "c%6Fn", "ln", "v", "pfdrid", "pfdrt", "about", "lang", "x")) {
            http.get(file + "&" + name + "=" + value);
            http.get(file.replaceFirst("\\?.*", "?" + name + "=" + value));
            http.post(file, name + "=" + value);
            for (String page : List.of("/join", "/notice", "/nowhere", "/jakarta.faces.resource/" + value + ".xhtml")) {
                http.get(page + "?" + name + "=" + value);
                http.post(page, name + "=" + value);
            }
        }
        for (String path : List.of("/x%d.xhtml", "/join;x=%d", "/join/%d", "/resources/%d/x.js", "/WEB-INF/%d.xhtml")) {
            http.get(path.formatted(number));
        }
    }
}
