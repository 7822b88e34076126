package org.sessionroom.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import org.sessionroom.appointment.Appointments;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeys;

/** Who meets in a session, by name, and when; for those who may enter it. */
@Stateless
public class SessionPeople {

    @Inject
    private Sessions sessions;

    @Inject
    private Appointments appointments;

    @Inject
    private SealingKeys keys;

    @Inject
    private Gate gate;

    /** @throws SessionRejected when the person may not enter, or the session is over */
    public Meeting meeting(Person person, SessionId id) {
        TherapySession session = sessions.get(id);
        Participant client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.ENTER_ROOM, person, session, client);
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        return new Meeting(
                sessions.seat(id, ParticipantRole.THERAPIST).name(key),
                client.name(key),
                appointments.get(session.appointmentId()).startsAt());
    }

    /** What the two are called, and when they planned to meet. */
    public record Meeting(String therapist, String client, Instant startsAt) {

        /** Does not show the names. */
        @Override
        public String toString() {
            return "Meeting[" + startsAt + "]";
        }
    }
}
