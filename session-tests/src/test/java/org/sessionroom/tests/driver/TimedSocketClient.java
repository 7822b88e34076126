package org.sessionroom.tests.driver;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.sessionroom.launcher.Room;

/** A connection that only records the time at which each frame arrived. */
public final class TimedSocketClient implements WebSocket.Listener {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String id = UUID.randomUUID().toString();
    private final StringBuilder text = new StringBuilder();
    private volatile BiConsumer<String, Long> listener = (frame, nanos) -> {};
    private WebSocket socket;

    public static TimedSocketClient open(Room room, String ticket) {
        return open(room, ticket, "/socket/room");
    }

    public static TimedSocketClient open(Room room, String ticket, String path) {
        TimedSocketClient line = new TimedSocketClient();
        URI page = HttpVisitor.origin(room);
        line.socket = HTTP.newWebSocketBuilder()
                .subprotocols("sessionroom.v1", "ticket." + ticket)
                .header("Origin", page.toString())
                .buildAsync(URI.create("ws://localhost:" + page.getPort() + path), line)
                .join();
        return line;
    }

    public String id() {
        return id;
    }

    public void onText(BiConsumer<String, Long> newListener) {
        listener = newListener;
    }

    public void send(JsonObject frame) {
        send(frame.toString());
    }

    public synchronized void send(String frame) {
        socket.sendText(frame, true).join();
    }

    public synchronized void send(ByteBuffer frame) {
        socket.sendBinary(frame, true).join();
    }

    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        long now = System.nanoTime();
        text.append(part);
        if (last) {
            listener.accept(text.toString(), now);
            text.setLength(0);
        }
        from.request(1);
        return null;
    }
}
