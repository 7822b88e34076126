package org.sessionroom.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProviderDocumentsTest {

    private static final int MOST = 1_000;
    private final ProviderDocuments documents = new ProviderDocuments(Duration.ofMillis(500), MOST);

    @Test
    void readsADocument() throws Exception {
        try (Provider provider = new Provider("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"é\"", "")) {
            assertEquals(
                    "{\"é\"", documents.retrieveResource(provider.address()).getContent());
        }
    }

    /** Each byte arrives long before a time-out for one read would end. */
    @Test
    void givesUpAnAnswerThatComesByteByByte() throws Exception {
        try (Provider provider = new Provider("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", " ")) {
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThrows(IOException.class, () -> documents.retrieveResource(provider.address())));
            provider.closedByTheOther.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void givesUpAHeadThatComesByteByByte() throws Exception {
        try (Provider provider = new Provider("HTTP/1.1 200 OK\r\nX: ", "x")) {
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThrows(IOException.class, () -> documents.retrieveResource(provider.address())));
            provider.closedByTheOther.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesADocumentThatIsTooLargeOrNoSuccess() throws Exception {
        String large = " ".repeat(MOST + 1);
        try (Provider fixed = new Provider("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + large, "");
                Provider chunked =
                        new Provider("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + large, "");
                Provider failing = new Provider("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\n{}", "")) {
            for (Provider provider : new Provider[] {fixed, chunked, failing}) {
                assertThrows(IOException.class, () -> documents.retrieveResource(provider.address()));
            }
        }
    }

    /** Answers one request with a text, and then with another one every few milliseconds until the connection is closed. */
    private static final class Provider implements AutoCloseable {

        private static final int PAUSE_MILLIS = 20;
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<Void> closedByTheOther;

        Provider(String begin, String more) throws IOException {
            closedByTheOther = CompletableFuture.runAsync(() -> answer(begin, more));
        }

        URL address() throws IOException {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/keys")
                    .toURL();
        }

        private void answer(String begin, String more) {
            try (Socket socket = server.accept();
                    OutputStream out = socket.getOutputStream()) {
                socket.getInputStream().read(new byte[MOST]);
                out.write(begin.getBytes(StandardCharsets.UTF_8));
                while (!more.isEmpty()) {
                    out.write(more.getBytes(StandardCharsets.UTF_8));
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException closed) {
                // The client gave the answer up.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
