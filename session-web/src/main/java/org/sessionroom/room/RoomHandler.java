package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.ConstellationService;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.json.StrictJson;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

/** Carries out the requests in a browser's frames, and answers them. */
@ApplicationScoped
public class RoomHandler {

    /** A browser that missed more changes than this gets the whole field instead. */
    private static final int FURTHEST_BEHIND = 500;

    @EJB
    private ConstellationService constellations;

    @Inject
    private CallHandler callHandler;

    @Inject
    private ChatHandler chatHandler;

    @Inject
    private TranscriptHandler transcriptHandler;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Clock clock;

    /** @throws SessionRejected INVALID if the message is not one of the protocol */
    void handle(JsonObject message, RoomConnection from, LiveRoom room, SessionConductor conductor) {
        FrameKind kind = FrameKind.of(StrictJson.text(message, "type"))
                .orElseThrow(() -> SessionRejected.invalid("type", Kind.UNKNOWN));
        double weight = kind == FrameKind.SIGNAL ? CallFrames.weight(message) : 1;
        if (!from.allows(kind, weight, System.nanoTime())) {
            refuse(kind, message, from);
            return;
        }
        // A switch expression, so that the compiler reports a missing kind.
        Runnable handling =
                switch (kind) {
                    case RESUME -> () -> resume(message, from, room);
                    case CHANGE -> () -> change(message, from, room);
                    case PREVIEW -> () -> preview(message, from, room);
                    case POINT -> () -> point(message, from, room);
                    case RELEASE -> () -> release(message, from, room);
                    case SIGNAL -> () -> callHandler.signal(message, from, room);
                    case MEDIA -> () -> callHandler.media(message, from, room);
                    case QUALITY -> () -> callHandler.quality(message, from, room);
                    case CHAT -> () -> chatHandler.chat(message, from, room);
                    case COMMAND -> () -> command(message, from, conductor);
                    case PING -> () -> ping(message, from);
                };
        handling.run();
    }

    private void ping(JsonObject message, RoomConnection from) {
        from.givesSigns();
        from.offer(RoomFrames.pong(StrictJson.number(message, "at"), clock.instant()));
    }

    private static void refuse(FrameKind kind, JsonObject message, RoomConnection from) {
        switch (kind.excess()) {
            case CLOSES -> from.close(CloseReasons.TOO_FAST);
            case IS_REFUSED ->
                from.send(
                        kind == FrameKind.CHAT
                                ? RoomFrames.refusedMessage(
                                        StrictJson.id(message, "messageId"), Rejection.TOO_FAST, from.messages())
                                : RoomFrames.refusedChange(
                                        StrictJson.id(message, "changeId"), Rejection.TOO_FAST, from.messages()));
            case IS_DROPPED -> {
                // A newer frame will replace it.
            }
        }
    }

    private void resume(JsonObject message, RoomConnection from, LiveRoom room) {
        // All members before the first answer: a malformed request is refused as a whole.
        long known = (long) StrictJson.number(message, "lastSeq");
        long knownChat = sequence(message, "lastChat");
        long knownLine = sequence(message, "lastLine");
        try {
            Constellation field = constellations.read(from.person(), from.seat().session());
            long behind = field.seq() - known;
            if (known < 1 || behind < 0 || behind > FURTHEST_BEHIND) {
                from.send(RoomFrames.snapshot(field));
            } else {
                List<RecordedChange> missing =
                        constellations.journal(from.person(), from.seat().session(), known, FURTHEST_BEHIND);
                from.send(RoomFrames.changes(missing));
            }
            chatHandler.resume(knownChat, from);
            transcriptHandler.resume(knownLine, from, room);
        } catch (SessionRejected notAdmitted) {
            // A waiting client sees neither field nor chat; the page sends resume again once admitted.
        } catch (SessionUnavailable | EJBException failure) {
            giveUp(failure, from);
        }
    }

    private static long sequence(JsonObject message, String key) {
        return StrictJson.optional(message, key, StrictJson::number).orElse(0.0).longValue();
    }

    private void change(JsonObject message, RoomConnection from, LiveRoom room) {
        UUID changeId = StrictJson.id(message, "changeId");
        if (!room.takeTurn()) {
            from.send(RoomFrames.refusedChange(changeId, Rejection.BUSY, from.messages()));
            return;
        }
        try {
            constellations
                    .change(
                            from.seat(),
                            changeId,
                            ConstellationJson.readRequest(StrictJson.object(message, "change")),
                            Optional.ofNullable(message.get("expected"))
                                    .map(expected ->
                                            ConstellationJson.readExpectation(StrictJson.object(message, "expected"))))
                    .repeated()
                    .ifPresent(first -> from.send(RoomFrames.changed(first)));
        } catch (SessionRejected refusal) {
            from.send(RoomFrames.refusedChange(changeId, refusal, from.messages()));
        } catch (SessionUnavailable | EJBException failure) {
            // The browser keeps the change and sends it again under the same id, which is never applied twice.
            refuseIfNotWritten(failure, from, later -> RoomFrames.refusedChange(changeId, later, from.messages()));
        } finally {
            room.order().unlock();
        }
    }

    /** Refuses what surely was not written; otherwise the connection is given up. */
    static void refuseIfNotWritten(RuntimeException failure, RoomConnection from, Function<Rejection, String> refusal) {
        DatabaseTrouble.beforeCommit(failure)
                .ifPresentOrElse(later -> from.send(refusal.apply(later.rejection())), () -> giveUp(failure, from));
    }

    /** It is unknown whether the change was committed; the browser reconnects and sends it again under the same id. */
    static void giveUp(RuntimeException failure, RoomConnection from) {
        if (DatabaseTrouble.in(failure).isEmpty()) {
            UnexpectedFailures.log(failure, from.id().toString());
        }
        from.close(CloseReasons.TRY_AGAIN_LATER);
    }

    private void preview(JsonObject message, RoomConnection from, LiveRoom room) {
        if (from.moves(room.state()) && RoomFrames.isOnField(message)) {
            rooms.show(from, RoomFrames.preview(from.seat().participant(), message));
        }
    }

    /** Everybody who sees the field may point at a position, even without the right to move anything. */
    private void point(JsonObject message, RoomConnection from, LiveRoom room) {
        if (from.sees(room.state()) && RoomFrames.isPlace(message)) {
            rooms.show(from, RoomFrames.point(from.seat().participant(), message));
        }
    }

    /** Accepted even from a person who may not move anything any more, so that their hand is released from a figure. */
    private void release(JsonObject message, RoomConnection from, LiveRoom room) {
        if (from.sees(room.state())) {
            rooms.show(from, RoomFrames.release(from.seat().participant(), message));
        }
    }

    private void command(JsonObject message, RoomConnection from, SessionConductor conductor) {
        UUID commandId = StrictJson.id(message, "id");
        try {
            carryOut(message, from, conductor);
            from.send(RoomFrames.done(commandId));
        } catch (SessionRejected refusal) {
            from.send(RoomFrames.refusedCommand(commandId, refusal, from.messages()));
        } catch (SessionUnavailable | EJBException failure) {
            refuseIfNotWritten(failure, from, later -> RoomFrames.refusedCommand(commandId, later, from.messages()));
        }
    }

    private static void carryOut(JsonObject message, RoomConnection from, SessionConductor conductor) {
        switch (StrictJson.text(message, "command")) {
            case "START" -> conductor.start();
            case "ADMIT" -> conductor.admit();
            case "PAUSE" -> conductor.pause();
            case "RESUME" -> conductor.resume();
            case "COMPLETE" -> conductor.complete();
            case "CANCEL" -> conductor.cancel(StrictJson.optional(message, "reason", StrictJson::text));
            case "SET_ACCESS" -> conductor.setClientAccess(StrictJson.constant(FieldAccess.class, message, "access"));
            case "SET_SHARING" -> conductor.setClientSharing(StrictJson.flag(message, "allowed"));
            case "OFF_RECORD" -> conductor.goOffRecord(StrictJson.whole(message, "drop"));
            case "ON_RECORD" -> conductor.returnToRecord();
            case "SHARE_TRANSCRIPT" -> conductor.shareTranscript(StrictJson.flag(message, "shared"));
            case "LEAVE" -> from.close(CloseReasons.LEFT);
            default -> throw SessionRejected.invalid("command", Kind.UNKNOWN);
        }
    }
}
