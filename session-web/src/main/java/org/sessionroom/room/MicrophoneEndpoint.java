package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;
import org.sessionroom.assistant.Microphone;
import org.sessionroom.assistant.Microphones;
import org.sessionroom.assistant.Transcribing;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.session.SessionRejected;

/**
 * One microphone's socket, apart from the room's, so that sound does not delay the field. Its owner must be in the room, on
 * this node, through a connection of their own. The first frame, a text, says what the page's clock shows now; a binary frame
 * is four bytes of time by that clock (unsigned, big endian, milliseconds) and at most 4,096 bytes of sound; other texts end
 * a run of speech or tell of one that was lost. Nothing is sent back: what was heard comes by the room's socket.
 */
@ServerEndpoint(value = "/socket/microphone", subprotocols = RoomHandshake.PROTOCOL, configurator = RoomHandshake.class)
public class MicrophoneEndpoint {

    /** Characters of the longest text. */
    private static final int LONGEST_TEXT = 200;

    @EJB
    private Transcribing transcribing;

    @Inject
    private Microphones microphones;

    @Inject
    private TermsWatch terms;

    @Inject
    private Rooms rooms;

    @Inject
    private Clock clock;

    private MicrophoneLine line;

    @OnOpen
    @SuppressWarnings("unchecked")
    public void open(Session socket) throws IOException {
        socket.setMaxBinaryMessageBufferSize(MicrophoneLine.LARGEST_FRAME);
        socket.setMaxTextMessageBufferSize(LONGEST_TEXT);
        Optional<Admission> admission =
                (Optional<Admission>) socket.getUserProperties().remove(RoomHandshake.ADMISSION);
        if (admission.isEmpty() || !RoomHandshake.PROTOCOL.equals(socket.getNegotiatedSubprotocol())) {
            socket.close(CloseReasons.TICKET_REFUSED.reason());
            return;
        }
        Optional<Room> room = rooms.find(admission.get().session());
        Optional<RoomConnection> owner =
                room.flatMap(here -> here.connection(admission.get().person()));
        if (owner.isEmpty()) {
            socket.close(CloseReasons.TRY_AGAIN_LATER.reason());
            return;
        }
        if (!owner.get().mayOpenMicrophoneNow(System.nanoTime())) {
            socket.close(CloseReasons.TOO_FAST.reason());
            return;
        }
        try {
            Microphone microphone = transcribing.open(owner.get().seat());
            line = new MicrophoneLine(
                    socket, room.get(), microphone, transcribing, microphones, clock, System.nanoTime());
            room.get().listen(line);
            if (terms.isBlind(System.nanoTime())) {
                line.close(CloseReasons.TRY_AGAIN_LATER, false);
            }
        } catch (SessionRejected refusal) {
            socket.close(CloseReasons.of(refusal.rejection()).reason());
        }
    }

    @OnMessage
    public void sound(ByteBuffer frame) {
        if (line != null) {
            attempt(() -> line.take(frame, System.nanoTime()));
        }
    }

    @OnMessage
    public void text(String text) {
        if (line == null) {
            return;
        }
        JsonObject message;
        try {
            message = RoomFrames.read(text);
        } catch (RuntimeException notJson) {
            // Parsson throws more than it declares, such as NumberFormatException for an absurd exponent.
            line.close(CloseReasons.MALFORMED, true);
            return;
        }
        attempt(() -> line.take(message, System.nanoTime()));
    }

    private void attempt(Runnable taking) {
        try {
            taking.run();
        } catch (SessionRejected refusal) {
            line.close(CloseReasons.of(refusal.rejection()), true);
        }
    }

    /** Also of {@link #open}, after which the container leaves the socket as it is. */
    @OnError
    public void error(Session socket, Throwable failure) throws IOException {
        if (failure instanceof IOException) {
            return;
        }
        if (line == null) {
            LOG.unexpected(failure, socket.getId());
            socket.close(CloseReasons.TRY_AGAIN_LATER.reason());
        } else {
            LOG.unexpected(failure, line.microphone().stream().toString());
            line.close(CloseReasons.TRY_AGAIN_LATER, true);
        }
    }

    @OnClose
    public void close() {
        if (line != null) {
            line.close(CloseReasons.LEFT, true);
        }
    }
}
