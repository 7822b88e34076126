package org.sessionroom.record;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRepository;

/** Erases data of sessions at the promised times (LGPD, art. 15 and 16). */
@Stateless
public class ErasureService {

    @Inject
    private Retention retention;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AuditService auditService;

    @Inject
    private Clock clock;

    /** The next sessions, after one, that still have data of this class although its retention is over. */
    public List<SessionId> overdue(RetentionClass kept, SessionId after, int limit) {
        return retention.overdue(kept, clock.instant(), after, limit);
    }

    /** Erases the data and audits it; skips a session that is locked, for example by another node that erases it. */
    public void erase(SessionId id, RetentionClass kept) {
        sessions.lockIfFree(id).filter(session -> retention.erase(id, kept)).ifPresent(session -> {
            if (kept == RetentionClass.SESSION) {
                retention.eraseKey(session.appointmentId());
                session.erase(clock.instant());
            }
            auditService.done(Person.SYSTEM, AuditedEvent.ERASED, kept.name(), id, session.appointmentId());
        });
    }

    /** Appointments whose room was never opened, and whose names and address may not be kept any more. */
    public List<UUID> overdueAppointments(int limit) {
        return retention.overdueAppointments(clock.instant(), limit);
    }

    /** Erases such an appointment and audits it. */
    public void eraseAppointment(UUID appointment) {
        if (retention.eraseAppointment(appointment)) {
            auditService.done(Person.SYSTEM, AuditedEvent.ERASED, RetentionClass.SESSION.name(), null, appointment);
        }
    }

    /** By how much this node's clock differs from the database's. */
    public Duration clockDifference() {
        return Duration.between(retention.databaseTime(), clock.instant()).abs();
    }
}
