package org.sessionroom.room;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.sessionroom.Ids;
import org.sessionroom.Messages;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.room.SocketDoor.AdmittedSocket;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor.Entrance;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;
import org.sessionroom.session.Visit;
import org.sessionroom.session.VisitDirectory;

/**
 * The room's socket; one instance for each connection. Decodes incoming frames and passes them on; the sender is known from the
 * handshake and never taken from a message.
 */
@ServerEndpoint(value = "/socket/room", subprotocols = RoomHandshake.PROTOCOL, configurator = RoomHandshake.class)
public class RoomEndpoint {

    /** Maximum characters of a frame: some hundred times the size of a change. */
    private static final int LARGEST_FRAME = 64_000;

    @Inject
    private VisitDirectory visits;

    @Inject
    private SocketDoor door;

    @Inject
    private LiveRooms rooms;

    @Inject
    private RoomHandler roomHandler;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    private final TextParts parts = new TextParts(LARGEST_FRAME);

    private AdmittedSocket admitted;
    private Visit visit;
    private RoomConnection connection;
    private LiveRoom room;

    @OnOpen
    public void open(Session socket) {
        Optional<AdmittedSocket> atDoor = door.admit(socket, () -> SocketGuard.PRICE_OF_WAITING);
        if (atDoor.isEmpty()) {
            return;
        }
        admitted = atDoor.get();
        Admission admission = admitted.admission();
        SocketGuard guard = admitted.guard();
        Locale locale = (Locale) socket.getUserProperties().get(RoomHandshake.LOCALE);
        try {
            visit = visits.enter(admission.person(), admission.session());
            Entrance entrance = visit.entrance();
            connection = new RoomConnection(
                    ids.next(), entrance.seat(), Messages.in(locale), clock.instant(), socket, guard);
            room = rooms.enter(connection, entrance);
            guard.charges(() -> connection.sees(room.state()) ? 1 : SocketGuard.PRICE_OF_WAITING);
        } catch (SessionUnavailable later) {
            guard.close(CloseReasons.TRY_AGAIN_LATER);
        } catch (SessionRejected refusal) {
            boolean ended = refusal.rejection() == Rejection.WRONG_STATE;
            guard.close(ended ? CloseReasons.SESSION_ENDED : CloseReasons.NOT_YOURS);
        }
    }

    @OnMessage
    public void message(String part, boolean last) {
        if (connection != null) {
            admitted.guard().handle(() -> receive(part, last));
        }
    }

    private void receive(String part, boolean last) {
        connection.spoke(System.nanoTime());
        parts.take(part, last, this::read, () -> connection.close(CloseReasons.TOO_BIG));
    }

    private void read(String text) {
        JsonObject message;
        try {
            message = StrictJson.parse(text);
        } catch (RuntimeException notJson) {
            // Parsson throws undeclared exceptions, too, such as NumberFormatException for an absurd exponent.
            connection.close(CloseReasons.MALFORMED);
            return;
        }
        try {
            roomHandler.handle(message, connection, room, visit.conductor());
        } catch (SessionRejected outOfShape) {
            connection.close(CloseReasons.MALFORMED);
        } catch (SessionUnavailable later) {
            RoomHandler.giveUp(later, connection);
        }
    }

    /** The protocol has no binary frames. */
    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (connection != null) {
            connection.close(CloseReasons.MALFORMED);
        }
    }

    @OnMessage
    public void pong(PongMessage pong) {
        if (connection != null) {
            connection.heard(System.nanoTime());
        }
    }

    /** Also called for failures of {@link #open}, after which the container leaves the socket open. */
    @OnError
    public void error(Session socket, Throwable failure) throws IOException {
        // A broken connection is normal and close() follows; anything else is logged with a reference.
        if (failure instanceof IOException) {
            return;
        }
        if (connection == null) {
            logFailure(failure, socket.getId());
            if (admitted == null) {
                socket.close(CloseReasons.TRY_AGAIN_LATER.reason());
            } else {
                admitted.guard().close(CloseReasons.TRY_AGAIN_LATER);
            }
        } else {
            logFailure(failure, connection.id().toString());
            connection.close(CloseReasons.TRY_AGAIN_LATER);
        }
    }

    private static void logFailure(Throwable failure, String reference) {
        if (DatabaseTrouble.in(failure).isEmpty()) {
            UnexpectedFailures.log(failure, reference);
        }
    }

    @OnClose
    public void close() {
        try {
            if (connection != null) {
                rooms.leave(connection);
            }
        } finally {
            if (admitted != null) {
                door.leave(admitted);
            }
            if (visit != null) {
                leave();
            }
        }
    }

    /** Records that they left, if possible; if not, they have left all the same. */
    private void leave() {
        try {
            visits.leave(visit);
        } catch (SessionUnavailable | EJBException failure) {
            logFailure(failure, "leaving");
        }
    }
}
