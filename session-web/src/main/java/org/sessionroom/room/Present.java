package org.sessionroom.room;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.PresenceState;
import org.sessionroom.session.SessionConductor.Occupant;

/** The holder of a seat, and their presence. */
record Present(Occupant who, PresenceState state, Optional<Instant> since) {

    /** @param since when they entered, if they are in the room */
    static Present of(Occupant occupant, Optional<Instant> since, RoomState state) {
        boolean admitted = occupant.role() == ParticipantRole.THERAPIST || state.admitted();
        PresenceState connected = admitted ? PresenceState.PRESENT : PresenceState.WAITING;
        return new Present(occupant, since.isPresent() ? connected : PresenceState.AWAY, since);
    }
}
