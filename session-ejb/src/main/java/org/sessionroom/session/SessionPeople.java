package org.sessionroom.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.participant.InvitationRepository;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.SeatHistory;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.SessionConductor.Occupant;

/** The names of a session's people, for those who may enter it, and for its therapist later. */
@Stateless
public class SessionPeople {

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    /** @throws SessionRejected if the person may not enter, or the session is over */
    public Names names(Person person, SessionId id) {
        PermittedSession permitted = gate.find(Action.ENTER_ROOM, person, id);
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        return new Names(
                permitted.seat(ParticipantRole.THERAPIST).name(key),
                permitted.client().name(key),
                booked(permitted),
                permitted.client().isAdmitted());
    }

    /**
     * The client's name in the appointment: the client may have entered under another.
     *
     * @throws SessionRejected if the person may not read its record
     */
    public String booked(Person person, SessionId id) {
        return booked(gate.find(Action.READ_RECORD, person, id));
    }

    private String booked(PermittedSession permitted) {
        UUID appointment = permitted.session().appointmentId();
        return appointments
                .get(appointment)
                .booking(keys.of(appointment, RetentionClass.SESSION))
                .clientName();
    }

    /** @throws SessionRejected if the person may not enter, or the session is over */
    public void requireEntry(Person person, SessionId id) {
        gate.find(Action.ENTER_ROOM, person, id);
    }

    /**
     * The last holders of the two seats, the therapist's first, even if the session is over.
     *
     * @throws SessionRejected if the person may not read its record
     */
    public List<Occupant> met(Person person, SessionId id) {
        PermittedSession permitted = gate.find(Action.READ_RECORD, person, id);
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        return permitted.seats().stream().map(seat -> Occupant.of(seat, key)).toList();
    }

    /**
     * When the client's seat was whose.
     *
     * @throws SessionRejected if the person may not read its record
     */
    public SeatHistory clientSeat(Person person, SessionId id) {
        PermittedSession permitted = gate.find(Action.READ_RECORD, person, id);
        return new SeatHistory(
                invitations.redeemed(id), permitted.client().invitation().isPresent());
    }

    /** Whose session it is. @throws SessionRejected NOT_FOUND */
    public String therapist(SessionId id) {
        return sessions.get(id).therapist();
    }

    /**
     * The names of the two, and whether the client may be in the room already.
     *
     * @param client the name that the client gave, or until then that of the appointment
     * @param booked the client's name in the appointment
     */
    public record Names(String therapist, String client, String booked, boolean clientAdmitted) {

        /** Does not show them. */
        @Override
        public String toString() {
            return "Names[…]";
        }
    }
}
