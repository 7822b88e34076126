package org.sessionroom.room;

import java.io.Serializable;
import java.util.List;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.Listening;

/** A message from one node to the others about a room. Frames are contained in the form in which browsers receive them. */
sealed interface RoomNews extends Serializable {

    SessionId session();

    /** Delivers it to the connections of the room on this node. */
    void reach(LiveRoom room);

    /** Whether a lost one needs no repair, because it would be out of date by the time that it could be sent again. */
    default boolean mayBeDropped() {
        return false;
    }

    /** The field has changed. */
    record FieldChanged(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** A chat message was sent. */
    record Chatted(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** A transcript line is new or has changed. */
    record LineTold(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> state.allows(Action.READ_TRANSCRIPT, connection.person()), frame);
        }
    }

    /** The partial text of an utterance; useless when late. */
    record PartialShown(SessionId session, String frame) implements RoomNews {

        @Override
        public boolean mayBeDropped() {
            return true;
        }

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.show(connection -> state.allows(Action.READ_TRANSCRIPT, connection.person()), frame);
        }
    }

    /** The transcription state of a person's microphone has changed; both people are notified. */
    record ListeningTold(SessionId session, ParticipantId by, Listening listening, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.setListening(by, listening);
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** A round of the assistant began or ended; sent only to the therapist. */
    record InsightsTold(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.tell(connection -> !connection.isClient(), frame);
        }
    }

    /** A person's hand moves. */
    record Shown(SessionId session, ParticipantId hand, String frame) implements RoomNews {

        @Override
        public boolean mayBeDropped() {
            return true;
        }

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.show(other -> !other.seat().participant().equals(hand) && other.sees(state), frame);
        }
    }

    /** A signal of the call; the right is checked here again, because a consent may have ended. */
    record Signalled(SessionId session, ParticipantId by, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(
                    other -> !other.seat().participant().equals(by) && state.allows(Action.CALL, other.person()),
                    frame);
        }
    }

    /** A person's devices and call quality; a waiting client does not receive the therapist's. */
    record MediaShown(SessionId session, ParticipantId by, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(other -> !other.seat().participant().equals(by) && other.sees(state), frame);
        }
    }

    /** A frame for everybody in the room. */
    record Told(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.tell(connection -> true, frame);
        }
    }

    /** The outcome of a commit is unknown, or a message of another node was lost: the browsers reconnect at once, and resume with what was committed. */
    record Unknown(SessionId session) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.closeAll(CloseReasons.TRY_AGAIN_LATER);
        }
    }

    /** The holder of a seat has another name than before, or is another person. */
    record Renamed(SessionId session, Author holder, String name) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.rename(holder, name);
        }
    }

    /**
     * The session's state or a right has changed, or the client's seat was given to somebody else; if the session has ended, its
     * connections are closed.
     */
    record StateChanged(SessionId session, RoomState state, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            if (room.setState(state)) {
                room.closeSuperseded();
                room.hangUpUnwanted();
                room.connections().forEach(connection -> connection.sendState(state.revision(), frame));
            }
        }
    }

    /** A person entered through another node, perhaps with another name than before; their connections here are closed. */
    record SeatTaken(SessionId session, ParticipantId participant, List<Occupant> people) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.setPeople(people);
            room.giveSeatTo(participant, null);
        }
    }
}
