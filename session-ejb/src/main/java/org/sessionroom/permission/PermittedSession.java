package org.sessionroom.permission;

import java.util.List;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.TherapySessionEntity;

/**
 * A session with which a person may do what they asked for.
 *
 * @param seats both, taken or not, the therapist's first
 */
public record PermittedSession(TherapySessionEntity session, List<ParticipantEntity> seats) {

    public ParticipantEntity client() {
        return seat(ParticipantRole.CLIENT);
    }

    /** The client's seat for a client, otherwise the therapist's. */
    public ParticipantEntity seatOf(Person person) {
        return seat(person.is(Role.CLIENT) ? ParticipantRole.CLIENT : ParticipantRole.THERAPIST);
    }

    public ParticipantEntity seat(ParticipantRole role) {
        return seats.stream().filter(seat -> seat.role() == role).findFirst().orElseThrow();
    }

    /** What people and systems may see of it now. */
    public SessionView view() {
        return SessionView.of(session, client());
    }
}
