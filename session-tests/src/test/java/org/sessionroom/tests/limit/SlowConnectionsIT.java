package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RunningRoom;

/** The server closes connections that begin a request and never finish it. */
@ExtendWith(RunningRoom.class)
class SlowConnectionsIT {

    /** The server's time-out for a connection without a request is 30 s; see 70-undertow.cli. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    /** The beginning of a ClientHello (RFC 8446 §4.1.2): a record of 512 bytes, the rest of which is never sent. */
    private static final byte[] HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static Room room;
    private static ExecutorService threads;

    @BeforeAll
    static void start(Room running) {
        room = running;
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    private static int https() {
        return room.nodes().get(0).ports().https();
    }

    private static int http() {
        return HttpVisitor.origin(room).getPort();
    }

    /** In parallel, because each takes half a minute. */
    @Test
    void whatBeginsAndNeverFinishesIsEnded() throws Exception {
        Map<String, List<Slow>> all = new LinkedHashMap<>();
        byte[] nothing = {};
        byte[][] beginnings = {nothing, HELLO, {22}};
        List<Slow> handshakes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            handshakes.add(new Slow(https(), beginnings[i % beginnings.length], nothing));
        }
        all.put("TLS handshakes", handshakes);
        all.put("a TLS handshake that dribbles", List.of(new Slow(https(), HELLO, new byte[] {0})));
        all.put(
                "headers that dribble",
                List.of(new Slow(http(), "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "a")));
        all.put("one that asks nothing", List.of(new Slow(http(), "", "")));
        List<CompletableFuture<Void>> ended = all.entrySet().stream()
                .map(group -> CompletableFuture.runAsync(() -> allEnd(group.getKey(), group.getValue()), threads))
                .toList();
        assertAll(ended.stream().map(end -> end::join));
    }

    /** Many more of them than the server has workers. */
    @Test
    void bodiesThatDribbleHoldUpNobodyElseAndAreEnded() throws Exception {
        List<Slow> connections = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String page =
                    List.of("/pass", "/join", "/api/token", "/api/nothing").get(i % 4);
            String more = i % 2 == 0 ? "" : "\r\nExpect: 100-continue";
            connections.add(new Slow(
                    http(),
                    "POST " + page + " HTTP/1.1\r\nHost: localhost:" + http()
                            + "\r\nX-Requested-With: sessionroom"
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000" + more
                            + "\r\n\r\nsession=" + "a".repeat(40_000),
                    "a"));
        }
        CompletableFuture<Void> ended =
                CompletableFuture.runAsync(() -> allEnd("bodies that dribble", connections), threads);
        var visitor = new HttpVisitor(room);
        for (int i = 0; i < 10; i++) {
            long began = System.nanoTime();
            assertEquals(200, visitor.get("/join").statusCode());
            assertEquals(
                    401,
                    visitor.askForPass(UUID.randomUUID().toString(), "CLIENT").statusCode());
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.toSeconds() < 5, "a page and a form took " + took);
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        ended.join();
    }

    /** Each requests more than the network buffers hold, and reads nothing of it. */
    @Test
    void whoTakesNoAnswerHoldsUpNobodyElse() throws Exception {
        String large = "/jakarta.faces.resource/components.js.xhtml?ln=primefaces";
        assertTrue(new HttpVisitor(room).get(large).body().length() > 300_000, "large enough");
        String question = "GET " + large + " HTTP/1.1\r\nHost: localhost:" + http() + "\r\n\r\n";
        List<Slow> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                connections.add(new Slow(http(), question.repeat(30), ""));
            }
            anotherIsServedSoon();
        } finally {
            connections.forEach(Slow::close);
        }
        Eventually.holds("pages", () -> new HttpVisitor(room).get("/join").statusCode() == 200);
    }

    /** The maximum of slow connections from one address, each with a login request queued behind files that it does not read. */
    @Test
    void whoTakesNoAnswerHoldsUpNoLogin() throws Exception {
        String file = "GET /jakarta.faces.resource/components.js.xhtml?ln=primefaces HTTP/1.1\r\nHost: localhost:"
                + http() + "\r\n\r\n";
        String login = "GET /login HTTP/1.1\r\nHost: localhost:" + http() + "\r\n\r\n";
        new HttpVisitor(room).get("/login");
        List<Slow> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                connections.add(new Slow(http(), login.repeat(3) + file.repeat(8) + login.repeat(5), ""));
            }
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            for (int i = 0; i < 3; i++) {
                assertEquals(200, new HttpVisitor(room).get("/login").statusCode());
            }
        } finally {
            connections.forEach(Slow::close);
        }
    }

    /** The server's own handler writes without a thread, but keeps what it writes. */
    @Test
    void whoTakesNoDescriptionOfTheApiIsEnded() throws Exception {
        int size = new HttpVisitor(room).get("/openapi").body().length();
        int requests = 20_000_000 / size;
        String question = "GET /openapi HTTP/1.1\r\nHost: localhost:" + http() + "\r\n\r\n";
        try (Socket reader = new Socket("localhost", http())) {
            reader.getOutputStream().write(question.repeat(requests).getBytes(StandardCharsets.US_ASCII));
            LockSupport.parkNanos(LONGEST.toNanos());
            assertTrue(rest(reader) < (long) size * requests, "all was answered");
        }
    }

    /** Reads to the end of the connection, or until nothing more comes. */
    private static long rest(Socket connection) throws IOException {
        connection.setSoTimeout(5_000);
        byte[] buffer = new byte[64_000];
        long read = 0;
        try {
            int some = connection.getInputStream().read(buffer);
            while (some >= 0) {
                read += some;
                some = connection.getInputStream().read(buffer);
            }
        } catch (SocketException reset) {
            return read;
        }
        return read;
    }

    /** After the server has detected the slow connections, which takes some seconds for as many as there are workers. */
    private static void anotherIsServedSoon() throws IOException {
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        try (Socket other = new Socket()) {
            other.bind(new InetSocketAddress("127.0.0.2", 0));
            other.connect(new InetSocketAddress("127.0.0.1", http()));
            other.setSoTimeout(25_000);
            other.getOutputStream()
                    .write(("GET /join HTTP/1.1\r\nHost: localhost:" + http() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(new InputStreamReader(other.getInputStream())).readLine();
            assertTrue(status != null && status.contains(" 200 "), "answered " + status);
        }
    }

    private static void allEnd(String which, List<Slow> connections) {
        try {
            long start = System.nanoTime();
            List<CompletableFuture<Boolean>> ended = connections.stream()
                    .map(connection -> CompletableFuture.supplyAsync(() -> connection.ends(start), threads))
                    .toList();
            long alive = ended.stream().filter(end -> !end.join()).count();
            assertTrue(alive == 0, which + ": " + alive + " of " + connections.size() + " live on");
        } finally {
            connections.forEach(Slow::close);
        }
    }

    /** A connection that sends the beginning of a request, and then a byte or nothing each second. */
    private static final class Slow {

        private final Socket socket;
        private final byte[] more;

        Slow(int port, String beginning, String more) throws IOException {
            this(port, beginning.getBytes(StandardCharsets.US_ASCII), more.getBytes(StandardCharsets.US_ASCII));
        }

        Slow(int port, byte[] beginning, byte[] more) throws IOException {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(beginning);
            this.more = more;
        }

        boolean ends(long start) {
            while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(LONGEST.toMillis())) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        return true;
                    }
                } catch (SocketTimeoutException stillThere) {
                    if (!sendMore()) {
                        return true;
                    }
                } catch (SocketException reset) {
                    return true;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean sendMore() {
            try {
                socket.getOutputStream().write(more);
                return true;
            } catch (IOException gone) {
                return false;
            }
        }
    }
}
