package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedHttpClientTest {

    private static final int MOST = 1_000;
    private static final int PAUSE_MILLIS = 20;

    private final BoundedHttpClient client =
            new BoundedHttpClient(HttpClients.createDefault(), Duration.ofMillis(500), MOST);

    @Test
    void anAnswerArrivesWhole() throws Exception {
        try (ServerSocket server = server();
                CloseableHttpResponse answer = asked(server, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"é\"", "")) {
            assertEquals("\"é\"", EntityUtils.toString(answer.getEntity(), StandardCharsets.UTF_8));
        }
    }

    /** Each byte arrives long before a time-out for one read would end. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"})
    void anAnswerThatComesByteByByteIsGivenUp(String begin) throws Exception {
        try (ServerSocket server = server()) {
            assertTimeout(
                    Duration.ofSeconds(10), () -> assertThrows(IOException.class, () -> asked(server, begin, "x")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "X: without a length"})
    void anAnswerThatIsTooLargeIsRefused(String header) throws Exception {
        try (ServerSocket server = server()) {
            IOException refusal = assertThrows(
                    IOException.class,
                    () -> asked(server, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + " ".repeat(2 * MOST), ""));
            assertEquals("the answer is too large", refusal.getMessage());
        }
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** The server answers with a text, and then sends another one every few milliseconds until the connection is closed. */
    private CloseableHttpResponse asked(ServerSocket server, String begin, String more) throws Exception {
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> answer(server, begin, more));
        try {
            return client.execute(new HttpGet("http://127.0.0.1:" + server.getLocalPort() + "/"));
        } finally {
            serving.get(10, TimeUnit.SECONDS);
        }
    }

    private static void answer(ServerSocket server, String begin, String more) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[MOST]);
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.UTF_8));
            while (!more.isEmpty()) {
                socket.getOutputStream().write(more.getBytes(StandardCharsets.UTF_8));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException closed) {
            // The client gave the answer up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
