package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RawHttp.Answer;
import org.sessionroom.tests.driver.RunningRoom;

/** The body of a request may arrive in any number of parts, and an invalid body is rejected. */
@ExtendWith(RunningRoom.class)
class RequestBodyIT {

    /** Without it, or with half of it, the answer is unsupported_grant_type; with it alone, invalid_request. */
    private static final String GRANT = "&grant_type=" + Api.EXCHANGE.replace(":", "%3A");

    private static final String FILL = "fill=";

    /** Size of one of the server's buffers in bytes. */
    private static final int BUFFER = 16_384;

    static Stream<Arguments> bodies() {
        String large = FILL + "x".repeat(40_000) + GRANT;
        return Stream.of(
                Arguments.of("whole", length(GRANT), List.of(GRANT)),
                Arguments.of(
                        "byte by byte",
                        length(GRANT),
                        GRANT.chars().mapToObj(Character::toString).toList()),
                Arguments.of("of several buffers", length(large), halves(large)),
                Arguments.of(
                        "of just one buffer",
                        "Content-Length: " + BUFFER,
                        halves(FILL + "x".repeat(BUFFER - GRANT.length() - FILL.length()) + GRANT)),
                Arguments.of("after the server was asked", length(GRANT) + "\r\nExpect: 100-continue", List.of(GRANT)));
    }

    private static String length(String body) {
        return "Content-Length: " + body.length();
    }

    private static List<String> halves(String body) {
        return List.of(body.substring(0, body.length() / 2), body.substring(body.length() / 2));
    }

    private static List<String> chunks(String body) {
        List<String> chunks = new ArrayList<>(halves(body).stream()
                .map(half -> Integer.toHexString(half.length()) + "\r\n" + half + "\r\n")
                .toList());
        chunks.add("0\r\n\r\n");
        return chunks;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void isReadWhole(String name, String header, List<String> parts, Room room) throws IOException {
        for (int i = 0; i < 5; i++) {
            Answer answer = posted(room, header, parts);
            assertTrue(answer.text().contains("invalid_request"), answer.text());
        }
    }

    static Stream<Arguments> unreadable() {
        String tooMuch = "x".repeat(300_000);
        return Stream.of(
                Arguments.of("announced as too large", length(tooMuch), List.of("x"), 413),
                Arguments.of("in chunks", "Transfer-Encoding: chunked", chunks(GRANT), 411),
                Arguments.of(
                        "too large in chunks",
                        "Transfer-Encoding: chunked",
                        List.of(Integer.toHexString(tooMuch.length()) + "\r\n", tooMuch),
                        411),
                Arguments.of(
                        "in chunks that are none",
                        "Transfer-Encoding: chunked",
                        List.of("5\r\nhello\r\n", "zz\r\n\r\n"),
                        411));
    }

    @AfterEach
    void leavesNoTraceInTheLog(Room room) {
        List<String> traces = room.nodes().get(0).logged().stream()
                .filter(line -> line.contains("[stderr]"))
                .toList();
        assertEquals(List.of(), traces);
    }

    /** The connection may be closed before everything is sent, and then there may be no answer; but never a successful one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void isRefused(String name, String header, List<String> parts, int status, Room room) throws IOException {
        for (int i = 0; i < 5; i++) {
            Answer answer = posted(room, header, parts);
            assertTrue(List.of(status, 0).contains(answer.status()), answer.text());
        }
    }

    @Test
    void whoeverEndsInTheMiddleIsNotAnsweredAsIfTheyHadNot(Room room) throws IOException {
        try (Socket socket = socket(room)) {
            socket.getOutputStream().write(bytes(head(room, "Content-Length: 500") + GRANT));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
        }
        assertEquals(200, new HttpVisitor(room).get("/join").statusCode());
    }

    /**
     * Undertow treats an invalid chunk size as the last chunk; the rest, which a proxy saw as part of the body, must not be answered
     * as a request.
     */
    @ParameterizedTest
    @ValueSource(strings = {"zz", "-1", "0g", "", "0x0", "0_1", "1;a\nb"})
    void nothingHidesInABodyOfChunks(String size, Room room) throws IOException {
        String hidden =
                "GET /api/jwks HTTP/1.1\r\nHost: " + HttpVisitor.origin(room).getAuthority() + "\r\n\r\n";
        try (Socket socket = socket(room)) {
            String head = head(room, "Transfer-Encoding: chunked").replace("Connection: close\r\n", "");
            socket.getOutputStream().write(bytes(head + size + "\r\n\r\n" + hidden));
            String answers = read(socket);
            assertFalse(answers.contains("HTTP/1.1 200"), answers);
            assertEquals(answers.indexOf("HTTP/1.1"), answers.lastIndexOf("HTTP/1.1"), answers);
        }
    }

    /** The server would keep the trailer in memory until there is none left. */
    @ParameterizedTest
    @ValueSource(strings = {"1\r\na\r\n0\r\n", "1;", "", "1\r\na\r\n0\r\nX: "})
    void whatNeverEndsIsNotRead(String beginning, Room room) throws IOException {
        byte[] more = bytes(
                beginning.contains("0\r\n") && !beginning.endsWith(": ")
                        ? "X-a: b\r\n".repeat(8_000)
                        : "0".repeat(64_000));
        long sent = 0;
        try (Socket socket = socket(room)) {
            socket.getOutputStream().write(bytes(head(room, "Transfer-Encoding: chunked") + beginning));
            while (sent < 100_000_000) {
                socket.getOutputStream().write(more);
                sent += more.length;
            }
        } catch (IOException closed) {
            // As expected.
        }
        assertTrue(sent < 20_000_000, sent + " bytes were read");
    }

    private static Answer posted(Room room, String header, List<String> parts) throws IOException {
        try (Socket socket = socket(room)) {
            socket.getOutputStream().write(bytes(head(room, header)));
            try {
                for (String part : parts) {
                    pause();
                    socket.getOutputStream().write(bytes(part));
                }
            } catch (SocketException endedEarly) {
                // Read what came before.
            }
            return new Answer(read(socket).replace("HTTP/1.1 100 Continue\r\n\r\n", ""));
        }
    }

    private static String read(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static Socket socket(Room room) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), room.nodes().get(0).ports().http());
        socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static String head(Room room, String header) {
        return "POST /api/token HTTP/1.1\r\nHost: " + HttpVisitor.origin(room).getAuthority() + "\r\n" + header
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
