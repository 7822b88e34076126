package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.RunningRoom;

/**
 * If a proxy and the server interpret one request differently, an attacker can hide a second request in the first (request
 * smuggling, RFC 9112, section 11.2). Every ambiguous request is therefore answered with 400, and the connection closed.
 */
@ExtendWith(RunningRoom.class)
class MalformedRequestIT {

    private static final String HIDDEN = "GET /api/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n";

    static Stream<Arguments> malformed() {
        return Stream.of(
                request("a first header line that begins with a space", " Host: localhost\r\n"),
                request("a first header line that begins with a tab", "\tHost: localhost\r\n"),
                request("a space before the colon", "Host: localhost\r\nTransfer-Encoding : chunked\r\n"),
                request("a header line without a colon", "Host: localhost\r\nno colon\r\n"),
                request("an empty header name", "Host: localhost\r\n: value\r\n"),
                request("a control character in a header name", "Host: localhost\r\nX\u0001: value\r\n"),
                request("NUL in a header value", "Host: localhost\r\nX: va\0lue\r\n"),
                request("a bare carriage return in a header value", "Host: localhost\r\nX: va\rlue\r\n"),
                request("lines that end with carriage returns only", "Host: localhost\r\r\r" + HIDDEN),
                request("a carriage return too many at the end", "Host: localhost\r\nX: y\r\r\n"),
                body("two lengths that differ", "Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
                body("a length with a sign", "Content-Length: +5\r\n", "hello"),
                body("a negative length", "Content-Length: -5\r\n", "hello"),
                body("a length that is no number", "Content-Length: five\r\n", "hello"),
                body(
                        "a length beside a transfer encoding",
                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                        "0\r\n\r\n"),
                raw(
                        "chunks of a sender who knows none",
                        "POST /api/jwks HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                body("a transfer encoding nobody knows", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
                raw("a space in the address", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                raw("no version", "GET /\r\n\r\n"),
                raw("a control character in the address", "GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                raw("an unencoded quotation mark in the address", "GET /?a=\"b\" HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    }

    private static Arguments request(String what, String headers) {
        return raw(what, "GET /api/jwks HTTP/1.1\r\n" + headers + "\r\n");
    }

    private static Arguments body(String what, String headers, String body) {
        return raw(what, "POST /api/jwks HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body);
    }

    private static Arguments raw(String what, String request) {
        return Arguments.of(what, request);
    }

    @AfterEach
    void leavesNoTraceInTheLog(Room room) {
        List<String> traces = room.nodes().get(0).logged().stream()
                .filter(line -> line.contains("[stderr]"))
                .toList();
        assertEquals(List.of(), traces);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void isRefused(String what, String request, Room room) throws IOException {
        String answers = answers(room, request + HIDDEN);
        assertEquals("400", status(answers), answers);
        assertEquals(answers.indexOf("HTTP/1."), answers.lastIndexOf("HTTP/1."), "the hidden request is not answered");
    }

    /** The servlet container remembers the last paths, whoever invented them. */
    @Test
    void aPathThatIsLongerThanAnyOfOursIsNotTaken(Room room) throws IOException {
        for (String path : List.of("/", "/api/", "/resources/")) {
            String request = HIDDEN.replaceFirst(" \\S+ ", " " + path + "x".repeat(4_000) + " ");
            assertEquals("414", status(answers(room, request)));
        }
    }

    @Test
    void aProperRequestIsAnsweredAndSoIsTheNextOne(Room room) throws IOException {
        String answers = answers(room, HIDDEN + HIDDEN.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertEquals("200", status(answers), answers);
        assertEquals(3, answers.split("HTTP/1.1 200", -1).length, answers);
    }

    private static String answers(Room room, String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", room.nodes().get(0).ports().http())) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            String addressed =
                    request.replace("Host: localhost", "Host: " + room.url().getAuthority());
            socket.getOutputStream().write(addressed.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String status(String answers) {
        String[] words = answers.split(" ", 3);
        return words.length < 2 ? "none" : words[1];
    }
}
