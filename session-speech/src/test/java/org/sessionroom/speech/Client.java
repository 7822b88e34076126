package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client built on the WebSocket of the JDK. */
final class Client implements WebSocket.Listener {

    /** How the server closed the connection. */
    record Closed(int code, String reason) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> pongs = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static Client of(int port) {
        return at("127.0.0.1", port);
    }

    static Client at(String host, int port) {
        var client = new Client();
        client.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + host + ":" + port), client)
                .join();
        return client;
    }

    Client say(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    Client sound(int samples, byte... first) {
        start(samples, first).join();
        return this;
    }

    /** Begins to send; the future completes when the message has been handed to the network. */
    CompletableFuture<WebSocket> start(int samples, byte... first) {
        ByteBuffer sound = ByteBuffer.allocate(samples * Short.BYTES);
        sound.put(first).rewind();
        return socket.sendBinary(sound, true);
    }

    Client raw(int bytes) {
        socket.sendBinary(ByteBuffer.allocate(bytes), true).join();
        return this;
    }

    void ping() throws InterruptedException {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        assertNotNull(pongs.poll(10, TimeUnit.SECONDS), "a pong");
    }

    String hear() throws InterruptedException {
        String message = received.poll(10, TimeUnit.SECONDS);
        assertNotNull(message, "an answer");
        return message;
    }

    int unheard() {
        return received.size();
    }

    Closed closed() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    void vanish() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            received.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.add(true);
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
