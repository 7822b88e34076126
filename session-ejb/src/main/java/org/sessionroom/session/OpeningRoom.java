package org.sessionroom.session;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.appointment.Appointment;
import org.sessionroom.appointment.Appointments;
import org.sessionroom.appointment.Booking;
import org.sessionroom.audit.Auditing;
import org.sessionroom.participant.Inviting;
import org.sessionroom.participant.IssuedInvitation;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeys;

/** Makes a session from an appointment and invites the client. */
@Stateless
public class OpeningRoom {

    @Inject
    private Appointments appointments;

    @Inject
    private Sessions sessions;

    @Inject
    private SealingKeys keys;

    @Inject
    private Gate gate;

    @Inject
    private Auditing auditing;

    @EJB
    private Inviting inviting;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * Opens the room. Opened again, it is the same one, and no second invitation goes out.
     *
     * @throws SessionRejected NOT_FOUND, NOT_YOURS or APPOINTMENT_CANCELLED
     */
    public OpenedRoom open(Person person, UUID appointmentId) {
        Appointment appointment = appointments.lock(appointmentId);
        gate.require(Action.OPEN_ROOM, person, appointment);
        Optional<TherapySession> opened = sessions.ofAppointment(appointmentId);
        if (opened.isPresent()) {
            return new OpenedRoom(opened.get().id(), Optional.empty());
        }
        if (appointment.isCancelled()) {
            throw new SessionRejected(Rejection.APPOINTMENT_CANCELLED);
        }
        TherapySession session = create(appointment);
        auditing.done(person, Action.OPEN_ROOM, session.id(), appointmentId);
        LOG.opened(session.id(), appointmentId, person.id());
        return new OpenedRoom(session.id(), Optional.of(inviting.issue(person, session.id())));
    }

    private TherapySession create(Appointment appointment) {
        Instant now = clock.instant();
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        SessionId id = new SessionId(ids.next());
        TherapySession session = new TherapySession(id, appointment.id(), appointment.therapist(), now);
        sessions.add(session);
        SealingKey key = keys.create(id.value(), RetentionClass.SESSION);
        sessions.add(Participant.therapist(new ParticipantId(ids.next()), id, booking.therapistName(), key, now));
        sessions.add(Participant.client(new ParticipantId(ids.next()), id, booking.clientName(), key));
        return session;
    }

    /**
     * The room, and the invitation if it was opened just now.
     */
    public record OpenedRoom(SessionId session, Optional<IssuedInvitation> invitation) {}
}
