package org.sessionroom.room;

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
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.room.SocketDoor.AdmittedSocket;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;
import org.sessionroom.transcript.Microphone;
import org.sessionroom.transcript.Microphones;
import org.sessionroom.transcript.TranscriptionService;

/**
 * One microphone's socket, separate from the room's, so that sound does not delay the field. Its owner must be in the room, on
 * this node, through a connection of their own. The first frame, a text, contains the page's clock; a binary frame
 * is four bytes of time by that clock (unsigned, big endian, milliseconds) and at most 4,096 bytes of sound; other texts mark the end of
 * a run of speech or report a lost one. The server sends nothing back: the transcript is sent over the room's socket.
 */
@ServerEndpoint(value = "/socket/microphone", subprotocols = RoomHandshake.PROTOCOL, configurator = RoomHandshake.class)
public class MicrophoneEndpoint {

    /** Maximum characters of a text. */
    private static final int LONGEST_TEXT = 200;

    @EJB
    private TranscriptionService transcriptionService;

    @Inject
    private SocketDoor door;

    @Inject
    private Microphones microphones;

    @Inject
    private TermsWatch terms;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Clock clock;

    private final BinaryParts sounds = new BinaryParts(MicrophoneStream.LARGEST_FRAME);
    private final TextParts texts = new TextParts(LONGEST_TEXT);

    private AdmittedSocket admitted;
    private MicrophoneStream stream;

    @OnOpen
    public void open(Session socket) {
        Optional<AdmittedSocket> atDoor = door.admit(socket, () -> 1);
        if (atDoor.isEmpty()) {
            return;
        }
        admitted = atDoor.get();
        Admission admission = admitted.admission();
        SocketGuard guard = admitted.guard();
        Optional<LiveRoom> room = rooms.find(admission.session());
        Optional<RoomConnection> owner = room.flatMap(here -> here.connection(admission.person()));
        if (owner.isEmpty()) {
            guard.close(CloseReasons.TRY_AGAIN_LATER);
            return;
        }
        if (!guard.budget().allowsMicrophone(System.nanoTime())) {
            guard.close(CloseReasons.TOO_FAST);
            return;
        }
        try {
            Microphone microphone = transcriptionService.open(owner.get().seat());
            stream = new MicrophoneStream(
                    guard, room.get(), microphone, transcriptionService, microphones, clock, System.nanoTime());
            room.get().listen(stream);
            if (terms.isBlind(System.nanoTime())) {
                stream.close(CloseReasons.TRY_AGAIN_LATER, false);
            }
        } catch (SessionUnavailable later) {
            guard.close(CloseReasons.TRY_AGAIN_LATER);
        } catch (SessionRejected refusal) {
            guard.close(CloseReasons.of(refusal.rejection()));
        }
    }

    @OnMessage
    public void sound(ByteBuffer part, boolean last) {
        if (stream != null) {
            admitted.guard().handle(() -> sounds.take(part, last, this::hear, this::tooBig));
        }
    }

    private void hear(ByteBuffer frame) {
        attempt(() -> stream.receive(frame, System.nanoTime()));
    }

    private void tooBig() {
        stream.close(CloseReasons.TOO_BIG, true);
    }

    @OnMessage
    public void text(String part, boolean last) {
        if (stream != null) {
            admitted.guard().handle(() -> texts.take(part, last, this::read, this::tooBig));
        }
    }

    private void read(String text) {
        JsonObject message;
        try {
            message = StrictJson.parse(text);
        } catch (RuntimeException notJson) {
            // Parsson throws undeclared exceptions, too, such as NumberFormatException for an absurd exponent.
            stream.close(CloseReasons.MALFORMED, true);
            return;
        }
        attempt(() -> stream.receive(message, System.nanoTime()));
    }

    private void attempt(Runnable taking) {
        try {
            taking.run();
        } catch (SessionUnavailable later) {
            stream.close(CloseReasons.TRY_AGAIN_LATER, true);
        } catch (SessionRejected refusal) {
            stream.close(CloseReasons.of(refusal.rejection()), true);
        }
    }

    /** Also called for failures of {@link #open}, after which the container leaves the socket open. */
    @OnError
    public void error(Session socket, Throwable failure) throws IOException {
        if (failure instanceof IOException) {
            return;
        }
        if (stream == null) {
            logFailure(failure, socket.getId());
            if (admitted == null) {
                socket.close(CloseReasons.TRY_AGAIN_LATER.reason());
            } else {
                admitted.guard().close(CloseReasons.TRY_AGAIN_LATER);
            }
        } else {
            logFailure(failure, stream.microphone().stream().toString());
            stream.close(CloseReasons.TRY_AGAIN_LATER, true);
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
            if (stream != null) {
                stream.close(CloseReasons.LEFT, true);
            }
        } finally {
            if (admitted != null) {
                door.leave(admitted);
            }
        }
    }
}
