package org.sessionroom.room;

import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.Messages;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.SessionStatus;

/** One browser's connection to the room: its seat, its outgoing queue and its limits. */
final class RoomConnection {

    /** Silence after which the connection counts as dead: two pings, and time for the second answer. */
    private static final long SILENCE_NANOS = 25_000_000_000L;

    /**
     * Silence of the page itself, after which its person counts as away: a browser answers pings even for a page that sleeps.
     * Hidden pages may run only once a minute.
     */
    private static final long ASLEEP_NANOS = 90_000_000_000L;

    private final UUID id;
    private final Seat seat;
    private final Messages messages;
    private final Instant since;
    private final Session socket;
    private final SendQueue outbox;
    private final SocketGuard guard;
    private volatile long lastHeard = System.nanoTime();
    private volatile long lastSpoken = lastHeard;
    private volatile boolean givesSigns;
    private long revisionTold = -1;

    RoomConnection(UUID id, Seat seat, Messages messages, Instant since, Session socket, SocketGuard guard) {
        this.id = id;
        this.seat = seat;
        this.messages = messages;
        this.since = since;
        this.socket = socket;
        this.guard = guard;
        this.outbox = new SendQueue(this::transmit, () -> close(CloseReasons.TRY_AGAIN_LATER));
    }

    private void transmit(String frame) {
        guard.sends(frame.length());
        SendHandler whenThrough = result -> {
            if (result.isOK()) {
                outbox.sent();
            } else {
                close(CloseReasons.TRY_AGAIN_LATER);
            }
        };
        try {
            socket.getAsyncRemote().sendText(frame, whenThrough);
        } catch (IllegalStateException alreadyClosed) {
            outbox.close();
        }
    }

    void send(String frame) {
        outbox.send(frame);
    }

    /**
     * Sends the session's state, unless this one or a newer one was already sent: an event and a reload may contain the same state,
     * and two threads may deliver two states at once.
     */
    synchronized void sendState(long revision, String frame) {
        if (revision > revisionTold) {
            revisionTold = revision;
            send(frame);
        }
    }

    void offer(String frame) {
        outbox.offer(frame);
    }

    /** Closes once; waiting frames are dropped. */
    void close(CloseReasons reason) {
        outbox.close();
        guard.close(reason);
    }

    /**
     * A ping (RFC 6455 §5.5.2) keeps proxies from closing a quiet connection and tests whether it is still alive.
     *
     * @return false if it was found dead and is being closed. That may take a while, because nobody answers
     */
    boolean ping(long nanoTime) {
        if (nanoTime - lastHeard > SILENCE_NANOS || givesSigns && nanoTime - lastSpoken > ASLEEP_NANOS) {
            close(CloseReasons.TRY_AGAIN_LATER);
            return false;
        }
        try {
            socket.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            return true;
        } catch (IOException | IllegalStateException broken) {
            close(CloseReasons.TRY_AGAIN_LATER);
            return false;
        }
    }

    /** The browser has answered. */
    void heard(long nanoTime) {
        lastHeard = nanoTime;
    }

    /** The page itself has sent a frame. */
    void spoke(long nanoTime) {
        lastSpoken = nanoTime;
        heard(nanoTime);
    }

    /** The page sends pings of the protocol, as our pages do for as long as they run. */
    void givesSigns() {
        givesSigns = true;
    }

    /** Whether one more frame of a kind is within the person's limit, which all their connections share. */
    boolean allows(FrameKind kind, double weight, long nanoTime) {
        return guard.budget().allows(kind, weight, nanoTime);
    }

    /** Whether this person may see the field and the chat: the therapist always, the client once admitted. */
    boolean sees(RoomState state) {
        return !isClient() || state.admitted() && state.seats(person());
    }

    /** Whether this person's hand is relayed; the same right as for changes, checked without the database. */
    boolean moves(RoomState state) {
        return !isClient()
                || sees(state)
                        && state.status() == SessionStatus.ACTIVE
                        && state.rules().clientAccess() == FieldAccess.MOVE;
    }

    boolean isClient() {
        return person().is(Role.CLIENT);
    }

    UUID id() {
        return id;
    }

    Seat seat() {
        return seat;
    }

    Person person() {
        return seat.person();
    }

    Messages messages() {
        return messages;
    }

    Instant since() {
        return since;
    }
}
