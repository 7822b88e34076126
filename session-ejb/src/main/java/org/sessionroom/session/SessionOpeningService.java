package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.appointment.Booking;
import org.sessionroom.audit.AuditService;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.participant.InvitationService;
import org.sessionroom.participant.IssuedInvitation;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;

/** Creates a session from an appointment and invites the client. */
@Stateless
public class SessionOpeningService {

    @Inject
    private CommittedLog log;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private SessionRepository sessions;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @EJB
    private InvitationService invitationService;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /**
     * Opens the room. Opening it again returns the same one, without a second invitation.
     *
     * @throws SessionRejected NOT_FOUND, NOT_YOURS or APPOINTMENT_CANCELLED
     */
    public OpenedRoom open(Person person, UUID appointmentId) {
        AppointmentEntity appointment = gate.lock(Action.OPEN_ROOM, person, appointmentId);
        Optional<TherapySessionEntity> opened = sessions.ofAppointment(appointmentId);
        if (opened.isPresent()) {
            return new OpenedRoom(opened.get().id(), Optional.empty());
        }
        if (appointment.isCancelled()) {
            throw new SessionRejected(Rejection.APPOINTMENT_CANCELLED);
        }
        TherapySessionEntity session = create(appointment);
        auditService.done(person, Action.OPEN_ROOM, session.id(), appointmentId);
        log.write(line -> line.opened(session.id(), appointmentId, person.id()));
        return new OpenedRoom(session.id(), Optional.of(invitationService.issue(person, session.id())));
    }

    private TherapySessionEntity create(AppointmentEntity appointment) {
        Instant now = clock.instant();
        Booking booking = appointment.booking(keys.of(appointment.id(), RetentionClass.SESSION));
        SessionId id = new SessionId(ids.next());
        TherapySessionEntity session = new TherapySessionEntity(id, appointment.id(), appointment.therapist(), now);
        sessions.add(session);
        SealingKey key = keys.create(id.value(), RetentionClass.SESSION);
        sessions.add(ParticipantEntity.therapist(new ParticipantId(ids.next()), id, booking.therapistName(), key, now));
        sessions.add(ParticipantEntity.client(new ParticipantId(ids.next()), id, booking.clientName(), key));
        return session;
    }

    /**
     * The room, and the invitation if it was opened just now.
     */
    public record OpenedRoom(SessionId session, Optional<IssuedInvitation> invitation) {}
}
