package org.sessionroom.room;

import java.io.Serializable;
import java.util.List;
import org.sessionroom.assistant.Listening;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionId;

/** What one node tells the others about a room. Frames travel as they go to the browsers. */
sealed interface RoomNews extends Serializable {

    SessionId session();

    /** Passes it on to the connections of the room's part on this node. */
    void reach(LiveRoom room);

    /** The field has changed. */
    record FieldChanged(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** Somebody has written something. */
    record Chatted(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** A line of the transcript is new, or other than before. */
    record LineTold(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(connection -> state.allows(Action.READ_TRANSCRIPT, connection.person()), frame);
        }
    }

    /** What somebody is saying sounds like this so far; worthless when late. */
    record PartialShown(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.show(connection -> state.allows(Action.READ_TRANSCRIPT, connection.person()), frame);
        }
    }

    /** Somebody is listened to, or no longer; both always know. */
    record ListeningTold(SessionId session, ParticipantId by, Listening listening, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.setListening(by, listening);
            RoomState state = room.state();
            room.tell(connection -> connection.sees(state), frame);
        }
    }

    /** The assistant was asked, or has answered; it speaks to the therapist alone. */
    record InsightsTold(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.tell(connection -> !connection.isClient(), frame);
        }
    }

    /** Somebody's hand moves. */
    record Shown(SessionId session, ParticipantId hand, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.show(other -> !other.seat().participant().equals(hand) && other.sees(state), frame);
        }
    }

    /** Somebody's browser arranges the call with the other's; asked here once more, because consent may have ended. */
    record Signalled(SessionId session, ParticipantId by, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(
                    other -> !other.seat().participant().equals(by) && state.allows(Action.CALL, other.person()),
                    frame);
        }
    }

    /** Somebody's microphone, camera and line; the one who waits is not shown the therapist's. */
    record MediaShown(SessionId session, ParticipantId by, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            RoomState state = room.state();
            room.tell(other -> !other.seat().participant().equals(by) && other.sees(state), frame);
        }
    }

    /** Something everybody in the room is told. */
    record Told(SessionId session, String frame) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.tell(connection -> true, frame);
        }
    }

    /** Nobody knows what was committed last: the browsers come back at once, and resume with what was. */
    record Unknown(SessionId session) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.closeAll(CloseReasons.TRY_AGAIN_LATER);
        }
    }

    /** Whoever holds a seat is called otherwise than before, or is somebody else. */
    record Renamed(SessionId session, Author holder, String name) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.rename(holder, name);
        }
    }

    /**
     * The session's state or a right has changed, or the client's seat has been given to somebody else; when it has ended, so
     * have its connections.
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

    /** Somebody came in through another node, perhaps under another name than before; their connections here end. */
    record SeatTaken(SessionId session, ParticipantId participant, List<Occupant> people) implements RoomNews {

        @Override
        public void reach(LiveRoom room) {
            room.setPeople(people);
            room.giveSeatTo(participant, null);
        }
    }
}
