package org.sessionroom.tests.driver;

import static org.sessionroom.tests.driver.HttpVisitor.json;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.sessionroom.launcher.Room;

/** One browser's connection to the room, according to the protocol; frames are kept in the order in which they arrived. */
public final class RoomSocketClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile String closeReason;
    private WebSocket socket;

    private RoomSocketClient() {}

    /** Opens the connection with the origin of a page. */
    public static RoomSocketClient open(Room room, String ticket) {
        return open(HttpVisitor.origin(room), ticket);
    }

    /** @param page the origin of the node's pages */
    public static RoomSocketClient open(URI page, String ticket) {
        return open(page, page.toString(), "ticket." + ticket);
    }

    /**
     * @param origin null for none
     * @throws CompletionException if the handshake is rejected
     */
    public static RoomSocketClient open(URI page, String origin, String secondProtocol) {
        return open(page, origin, secondProtocol, "/socket/room");
    }

    /** @param path of the socket, for sockets other than the room's */
    public static RoomSocketClient open(URI page, String origin, String secondProtocol, String path) {
        var line = new RoomSocketClient();
        var builder = HTTP.newWebSocketBuilder()
                .subprotocols("sessionroom.v1", secondProtocol)
                .connectTimeout(PATIENCE);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        line.socket = builder.buildAsync(URI.create("ws://localhost:" + page.getPort() + path), line.new Receiver())
                .join();
        return line;
    }

    /** Waits for the first frame, which can still be read, or for the end of the connection. */
    RoomSocketClient answered() {
        Eventually.holds("first frame", () -> !frames.isEmpty() || closed.isDone());
        return this;
    }

    /** Stores the received frames. */
    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(json(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeReason = reason;
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    public RoomSocketClient send(JsonObject frame) {
        return sendText(frame.toString());
    }

    public RoomSocketClient sendText(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** For frames that make the server close, which may happen while they are being sent. */
    public void sendUnlessClosed(String text) {
        unlessClosed(() -> sendText(text));
    }

    void sendBinaryUnlessClosed(byte[] bytes) {
        unlessClosed(() -> sendBinary(bytes));
    }

    private void unlessClosed(Runnable sending) {
        try {
            sending.run();
        } catch (CompletionException | IllegalStateException closedMeanwhile) {
            if (isOpen()) {
                closeCode();
            }
        }
    }

    /** A fragment (RFC 6455 §5.4); the message ends with the next {@link #sendText}. */
    public RoomSocketClient sendPart(String part) {
        socket.sendText(part, false).join();
        return this;
    }

    /** Sends a frame this many times, or until the connection is closed. */
    public void pours(JsonObject frame, int times) {
        try {
            for (int i = 0; i < times; i++) {
                send(frame);
            }
        } catch (CompletionException closed) {
            // Expected.
        }
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public RoomSocketClient resume(long lastSeq) {
        return send(Json.createObjectBuilder()
                .add("type", "resume")
                .add("lastSeq", lastSeq)
                .build());
    }

    /** Sends a change with a new id. */
    public UUID change(JsonObject change) {
        var changeId = UUID.randomUUID();
        send(Changes.frame(changeId, change));
        return changeId;
    }

    /** Sends a change and waits until it is committed. */
    public JsonObject changed(JsonObject change) {
        return acknowledged(change(change));
    }

    public JsonObject acknowledged(UUID changeId) {
        return await(is("changed").and(has("changeId", changeId)));
    }

    /** Sends a change that must be rejected. @return the code of the refusal */
    public String refused(JsonObject change) {
        return refusal(change(change)).getString("code");
    }

    public JsonObject refusal(UUID changeId) {
        return await(is("refused").and(has("changeId", changeId)));
    }

    /** Sends a command. @return "done", or the code of the refusal */
    public String command(String command, String... more) {
        JsonObject answer = answerTo(command, more);
        return answer.getString("type").equals("done") ? "done" : answer.getString("code");
    }

    /** @param drop minutes whose utterances are erased @return "done", or the code of the refusal */
    public String goesOffRecord(int drop) {
        var id = UUID.randomUUID();
        send(Json.createObjectBuilder()
                .add("type", "command")
                .add("id", id.toString())
                .add("command", "OFF_RECORD")
                .add("drop", drop)
                .build());
        JsonObject answer = await(has("commandId", id));
        return answer.getString("code", answer.getString("type"));
    }

    public JsonObject answerTo(String command, String... more) {
        var id = UUID.randomUUID();
        JsonObjectBuilder frame = Json.createObjectBuilder()
                .add("type", "command")
                .add("id", id.toString())
                .add("command", command);
        for (int i = 0; i < more.length; i += 2) {
            frame.add(more[i], more[i + 1]);
        }
        send(frame.build());
        return await(has("commandId", id));
    }

    public JsonObject await(String type) {
        return await(is(type));
    }

    /** The next frame that matches; frames before it are skipped. */
    public JsonObject await(Predicate<JsonObject> wanted) {
        var seen = new ArrayList<JsonObject>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                JsonObject frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (frame == null) {
                    throw new AssertionError("It did not come; instead " + seen + ", closed: " + closed);
                }
                if (wanted.test(frame)) {
                    return frame;
                }
                seen.add(frame);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Everything that has arrived until now. The server answers in order, so this sends a change that is rejected: its answer comes
     * after the effects of everything that was sent before.
     */
    public List<JsonObject> heard() {
        UUID last = change(Changes.moved(UUID.randomUUID(), 0, 0));
        var heard = new ArrayList<JsonObject>();
        JsonObject frame = await(anything -> true);
        while (!has("changeId", last).test(frame)) {
            heard.add(frame);
            frame = await(anything -> true);
        }
        return heard;
    }

    public List<JsonObject> heard(String type) {
        return heard().stream().filter(is(type)).toList();
    }

    /** Whether a matching frame has arrived and was not read yet. */
    public boolean hasHeard(Predicate<JsonObject> wanted) {
        return frames.stream().anyMatch(wanted);
    }

    /** Whether the server has not closed the connection yet. */
    public boolean isOpen() {
        return !closed.isDone();
    }

    /** Waits until the server closes. @return its close code */
    public int closeCode() {
        return closeCode(PATIENCE);
    }

    /** Waits until the server closes. @return its words for it */
    public String closeReason() {
        closeCode();
        return closeReason;
    }

    public int closeCode(Duration patience) {
        try {
            return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("It was not closed; instead " + frames);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("The line broke", e);
        }
    }

    public static Predicate<JsonObject> is(String type) {
        return frame -> frame.getString("type").equals(type);
    }

    public static Predicate<JsonObject> has(String key, UUID id) {
        return frame -> frame.getString(key, "").equals(id.toString());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
