package org.sessionroom.room;

import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;

/**
 * The server's own channel of a socket. Jakarta WebSocket passes only messages to an endpoint, and neither ping frames nor dropped
 * data nor the amount of reading; and Undertow reads one connection for as long as data arrives, on a thread that
 * serves many others (ADR 16).
 */
final class UndertowWire implements Wire {

    private final WebSocketChannel channel;

    private UndertowWire(WebSocketChannel channel) {
        this.channel = channel;
    }

    static UndertowWire under(Session socket) {
        return new UndertowWire(((UndertowSession) socket).getWebSocketChannel());
    }

    /** Lets a guard charge each read. Must be called before anything slow is done for the socket. */
    @SuppressWarnings("unchecked")
    void meter(SocketGuard guard) {
        var receiver = (ChannelListener.SimpleSetter<WebSocketChannel>) channel.getReceiveSetter();
        ChannelListener<? super WebSocketChannel> reader = receiver.get();
        receiver.set(from -> guard.read(() -> reader.handleEvent(from)));
    }

    @Override
    public void stopReading() {
        channel.suspendReceives();
    }

    @Override
    public void cutOff(Duration after) {
        if (after.isZero()) {
            IoUtils.safeClose(channel);
            return;
        }
        try {
            channel.getIoThread()
                    .executeAfter(() -> IoUtils.safeClose(channel), after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            IoUtils.safeClose(channel);
        }
    }
}
