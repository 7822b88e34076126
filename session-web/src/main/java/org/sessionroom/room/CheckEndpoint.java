package org.sessionroom.room;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.sessionroom.room.SocketDoor.AdmittedSocket;

/**
 * Echoes frames, so that a page can measure its connection before a person enters. It requires a ticket like the room's
 * socket, and is limited in time and volume, so that it is useless for anything else.
 */
@ServerEndpoint(value = "/socket/check", subprotocols = RoomHandshake.PROTOCOL, configurator = RoomHandshake.class)
public class CheckEndpoint {

    /** Maximum characters of a frame. */
    private static final int LARGEST_FRAME = 16_384;

    private static final int MOST_FRAMES = 300;

    /** Maximum characters of all frames together. */
    private static final int MOST = 4_000_000;

    /** Maximum characters of frames that wait to be sent back: the page has 8 large frames in flight (network-test.js). */
    private static final int MOST_WAITING = 12 * LARGEST_FRAME;

    private static final int LONGEST_SECONDS = 20;

    /** Frames here are large, and arrive in a dozen reads on a slow connection; but there are few of them. */
    private static final double PRICE = 0.1;

    @Inject
    private SocketDoor door;

    @Resource(lookup = "java:jboss/ee/concurrency/scheduler/default")
    private ManagedScheduledExecutorService executor;

    private final TextParts parts = new TextParts(LARGEST_FRAME);

    private AdmittedSocket admitted;
    private Session socket;
    private SendQueue outbox;
    private ScheduledFuture<?> end;
    private int frames;
    private int size;

    @OnOpen
    public void open(Session opened) {
        Optional<AdmittedSocket> atDoor = door.admit(opened, () -> PRICE);
        if (atDoor.isEmpty()) {
            return;
        }
        admitted = atDoor.get();
        socket = opened;
        outbox = new SendQueue(this::transmit, () -> close(CloseReasons.TRY_AGAIN_LATER), MOST_FRAMES, MOST_WAITING);
        end = executor.schedule(() -> close(CloseReasons.TESTED), LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @OnMessage
    public void message(String part, boolean last) {
        if (admitted != null) {
            admitted.guard().handle(() -> parts.take(part, last, this::echo, () -> close(CloseReasons.TOO_BIG)));
        }
    }

    private void echo(String text) {
        frames++;
        size += text.length();
        if (frames > MOST_FRAMES || size > MOST) {
            close(CloseReasons.TESTED);
        } else {
            outbox.send(text);
        }
    }

    /** The test uses no binary frames. */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (socket != null) {
            close(CloseReasons.MALFORMED);
        }
    }

    private void transmit(String text) {
        admitted.guard().sends(text.length());
        try {
            socket.getAsyncRemote().sendText(text, result -> {
                if (result.isOK()) {
                    outbox.sent();
                } else {
                    close(CloseReasons.TRY_AGAIN_LATER);
                }
            });
        } catch (IllegalStateException alreadyClosed) {
            outbox.close();
        }
    }

    private void close(CloseReasons reason) {
        outbox.close();
        admitted.guard().close(reason);
    }

    @OnError
    public void error(Throwable failure) {
        // A connection that breaks during the test is a result of the test; the page notices it itself.
        if (socket != null) {
            outbox.close();
        }
    }

    @OnClose
    public void close() {
        if (end != null) {
            end.cancel(false);
        }
        if (admitted != null) {
            door.leave(admitted);
        }
    }
}
