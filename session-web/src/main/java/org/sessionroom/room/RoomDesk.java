package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.constellation.ChangeRequest;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.ConstellationService;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor;
import org.sessionroom.session.SessionRejected;

/** What a browser's frame asks for, and the answer. */
@ApplicationScoped
public class RoomDesk {

    /** A browser further behind than this gets the whole field instead of the changes it missed. */
    private static final int FURTHEST_BEHIND = 500;

    @EJB
    private ConstellationService constellations;

    @Inject
    private CallDesk call;

    @Inject
    private ChatDesk chat;

    @Inject
    private TranscriptDesk transcript;

    @Inject
    private Rooms rooms;

    @Inject
    private Clock clock;

    /** @throws SessionRejected INVALID when the message is not one of the protocol */
    void take(JsonObject message, RoomConnection from, Room room, SessionConductor conductor) {
        switch (ConstellationJson.text(message, "type")) {
            case "resume" -> resume(message, from, room);
            case "change" -> change(message, from, room);
            case "preview", "release" -> hand(message, from, room);
            case "signal" -> call.signal(message, from, room);
            case "media" -> call.media(message, from, room);
            case "quality" -> call.quality(message, from, room);
            case "chat" -> chat.chat(message, from, room);
            case "command" -> command(message, from, conductor);
            case "ping" -> from.offer(RoomFrames.pong(ConstellationJson.number(message, "at"), clock.instant()));
            default -> throw new SessionRejected(Rejection.INVALID);
        }
    }

    /** Each costs a transaction, and a refused command a row of the audit; nobody who goes on like this is a person. */
    private static boolean isTooFast(RoomConnection from) {
        boolean tooFast = !from.mayRequestNow(System.nanoTime());
        if (tooFast) {
            from.close(CloseReasons.TOO_FAST);
        }
        return tooFast;
    }

    private void resume(JsonObject message, RoomConnection from, Room room) {
        double known = ConstellationJson.number(message, "lastSeq");
        if (isTooFast(from)) {
            return;
        }
        try {
            Constellation field = constellations.read(from.person(), from.seat().session());
            long behind = field.seq() - (long) known;
            if (known < 1 || behind < 0 || behind > FURTHEST_BEHIND) {
                from.send(RoomFrames.snapshot(field));
            } else {
                List<RecordedChange> missing =
                        constellations.journal(from.person(), from.seat().session(), (long) known, FURTHEST_BEHIND);
                from.send(RoomFrames.changes(missing));
            }
            chat.resume(message, from);
            transcript.resume(message, from, room);
        } catch (SessionRejected notAdmitted) {
            // Whoever waits sees neither field nor chat; the page asks again once admitted.
        } catch (EJBException failure) {
            giveUp(failure, from);
        }
    }

    private void change(JsonObject message, RoomConnection from, Room room) {
        UUID changeId = RoomJson.id(message, "changeId");
        if (!from.mayChangeNow(System.nanoTime())) {
            from.send(RoomFrames.refusedChange(changeId, Rejection.TOO_FAST, from.messages()));
            return;
        }
        room.order().lock();
        try {
            ChangeRequest request = new ChangeRequest(
                    changeId,
                    ConstellationJson.readChange(RoomJson.object(message, "change")),
                    Optional.ofNullable(message.get("expected"))
                            .map(expected -> ConstellationJson.readExpectation(RoomJson.object(message, "expected"))));
            constellations
                    .change(from.seat(), request)
                    .repeated()
                    .ifPresent(first -> from.send(RoomFrames.changed(first)));
        } catch (SessionRejected refusal) {
            from.send(RoomFrames.refusedChange(changeId, refusal.rejection(), from.messages()));
        } catch (EJBException failure) {
            giveUp(failure, from);
        } finally {
            room.order().unlock();
        }
    }

    private static void giveUp(EJBException failure, RoomConnection from) {
        // Whether it was committed is not known; the browser comes back and sends it again under the same id.
        LOG.unexpected(failure, from.id().toString());
        from.close(CloseReasons.TRY_AGAIN_LATER);
    }

    private void hand(JsonObject message, RoomConnection from, Room room) {
        if (!from.mayPreviewNow(System.nanoTime()) || !from.moves(room.state())) {
            return;
        }
        boolean moving = "preview".equals(message.getString("type"));
        if (moving && !RoomFrames.isOnField(message)) {
            return;
        }
        rooms.show(
                from,
                moving
                        ? RoomFrames.preview(from.seat().participant(), message)
                        : RoomFrames.release(from.seat().participant(), message));
    }

    private void command(JsonObject message, RoomConnection from, SessionConductor conductor) {
        UUID commandId = RoomJson.id(message, "id");
        if (isTooFast(from)) {
            return;
        }
        try {
            carryOut(message, from, conductor);
            from.send(RoomFrames.done(commandId));
        } catch (SessionRejected refusal) {
            from.send(RoomFrames.refusedCommand(commandId, refusal.rejection(), from.messages()));
        } catch (EJBException failure) {
            giveUp(failure, from);
        }
    }

    private static void carryOut(JsonObject message, RoomConnection from, SessionConductor conductor) {
        switch (ConstellationJson.text(message, "command")) {
            case "START" -> conductor.start();
            case "ADMIT" -> conductor.admit();
            case "PAUSE" -> conductor.pause();
            case "RESUME" -> conductor.resume();
            case "COMPLETE" -> conductor.complete();
            case "CANCEL" -> conductor.cancel(Optional.ofNullable(message.getString("reason", null)));
            case "SET_ACCESS" -> conductor.setClientAccess(RoomJson.constant(FieldAccess.class, message, "access"));
            case "SET_SHARING" -> conductor.setClientSharing(RoomJson.flag(message, "allowed"));
            case "OFF_RECORD" -> conductor.goOffRecord(RoomJson.whole(message, "drop"));
            case "ON_RECORD" -> conductor.returnToRecord();
            case "SHARE_TRANSCRIPT" -> conductor.shareTranscript(RoomJson.flag(message, "shared"));
            case "LEAVE" -> from.close(CloseReasons.LEFT);
            default -> throw new SessionRejected(Rejection.INVALID);
        }
    }
}
