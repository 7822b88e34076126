package org.sessionroom.provider.dialect;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.stream.ProviderConversation;
import org.sessionroom.provider.stream.RecognitionEvent;

/** A conversation over a WebSocket. One message is sent at a time: the JDK's socket does not accept a second. */
final class SocketConversation implements ProviderConversation, WebSocket.Listener {

    /** Maximum characters of a message. */
    static final int LONGEST = 262_144;

    private final SocketDialect dialect;
    private final ProviderEndpoint provider;
    private final Events events;
    private final StringBuilder message = new StringBuilder();

    private final Queue<Frame> waiting = new ArrayDeque<>();
    private Optional<WebSocket> socket = Optional.empty();
    private boolean sending;
    private boolean over;
    private volatile boolean ending;

    private SocketConversation(SocketDialect dialect, ProviderEndpoint provider, Events events) {
        this.dialect = dialect;
        this.provider = provider;
        this.events = events;
    }

    static ProviderConversation open(SocketDialect dialect, ProviderEndpoint provider, Events events) {
        SocketConversation conversation = new SocketConversation(dialect, provider, events);
        WebSocket.Builder builder = provider.client().newWebSocketBuilder().connectTimeout(provider.connect());
        provider.key().ifPresent(key -> builder.header("Authorization", "Bearer " + key));
        builder.buildAsync(provider.address(), conversation)
                .whenCompleteAsync(conversation::connected, provider.executor());
        return conversation;
    }

    private void connected(WebSocket connected, Throwable failure) {
        if (failure != null) {
            fail(Refusals.of(failure));
            return;
        }
        synchronized (this) {
            if (over) {
                connected.abort();
                return;
            }
            socket = Optional.of(connected);
        }
        events.opened();
        send(dialect.greeting());
        if (dialect.readyAtOnce()) {
            events.recognised(new RecognitionEvent.Ready());
        }
    }

    @Override
    public synchronized boolean free() {
        return socket.isPresent() && waiting.isEmpty() && !sending && !over;
    }

    @Override
    public void sound(byte[] pcm) {
        send(dialect.sound(pcm));
    }

    @Override
    public int commit() {
        SocketDialect.Pause pause = dialect.commit();
        send(pause.frames());
        return pause.silence();
    }

    @Override
    public void end() {
        ending = true;
        send(dialect.end());
    }

    private synchronized void send(List<Frame> frames) {
        waiting.addAll(frames);
        sendNext();
    }

    /** Nearly all messages are already sent when the socket's method returns; for them no thread is needed to continue. */
    private synchronized void sendNext() {
        while (!sending && !over && socket.isPresent() && !waiting.isEmpty()) {
            Frame next = waiting.remove();
            CompletableFuture<WebSocket> leaving = next.sendOver(socket.get());
            if (leaving.isDone() && !leaving.isCompletedExceptionally()) {
                events.bytes(next.size(), 0);
            } else {
                sending = true;
                leaving.whenCompleteAsync((sent, failure) -> sent(next.size(), failure), provider.executor());
            }
        }
    }

    private void sent(int size, Throwable failure) {
        if (failure != null) {
            fail(Reason.DROPPED);
            return;
        }
        events.bytes(size, 0);
        boolean free;
        synchronized (this) {
            sending = false;
            sendNext();
            free = free();
        }
        if (free) {
            events.free();
        }
    }

    @Override
    public synchronized void ping() {
        socket.filter(open -> !over)
                .ifPresent(open -> open.sendPing(ByteBuffer.allocate(0)).exceptionally(failure -> open));
    }

    @Override
    public synchronized void close() {
        if (over || socket.isEmpty()) {
            abort();
            return;
        }
        over = true;
        WebSocket open = socket.get();
        open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((closed, failure) -> open.abort());
    }

    @Override
    public synchronized void abort() {
        over = true;
        waiting.clear();
        socket.ifPresent(WebSocket::abort);
    }

    private void fail(Reason reason) {
        synchronized (this) {
            if (over) {
                return;
            }
            abort();
        }
        events.failed(reason);
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (message.length() + part.length() > LONGEST) {
            fail(Reason.TOO_LARGE);
            return null;
        }
        message.append(part);
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            events.bytes(0, whole.getBytes(StandardCharsets.UTF_8).length);
            read(whole);
        }
        from.request(1);
        return null;
    }

    private void read(String whole) {
        try {
            SocketDialect.Reading reading = dialect.read(whole);
            send(reading.answers());
            reading.events().forEach(events::recognised);
            reading.end().ifPresent(this::fail);
        } catch (Unreadable e) {
            events.recognised(new RecognitionEvent.Complained(Reason.NOT_JSON));
        }
    }

    /** The protocols have no binary messages to the client. */
    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        fail(Reason.NOT_JSON);
        return null;
    }

    /** Also called for an abrupt end, as 1006. A provider may close normally after our end message. */
    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        if (ending && status == WebSocket.NORMAL_CLOSURE) {
            events.recognised(new RecognitionEvent.Ended());
        }
        fail(Refusals.ofClose(status, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        fail(Reason.DROPPED);
    }

    @Override
    public boolean answersSound() {
        return dialect.answersSound();
    }

    @Override
    public boolean answersCommits() {
        return dialect.answersCommits();
    }

    @Override
    public boolean keepsTime() {
        return false;
    }

    /** Contains no personal data. */
    @Override
    public String toString() {
        return "SocketConversation";
    }
}
