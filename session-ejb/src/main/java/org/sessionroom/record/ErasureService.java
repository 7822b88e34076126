package org.sessionroom.record;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.participant.Person;
import org.sessionroom.record.ErasureReceiptEntity.Erased;
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
    private LegalHoldRepository holds;

    @Inject
    private AuditService auditService;

    @Inject
    private Clock clock;

    @Inject
    private Ids ids;

    /** The next sessions, after one, that still have data of this class although its retention is over. */
    public List<SessionId> overdue(RetentionClass kept, SessionId after, int limit) {
        return retention.overdue(kept, clock.instant(), after, limit);
    }

    /**
     * Erases the data, keeps a receipt and audits it; skips a session that is held, and one
     * that is locked, for example by another node that erases it. All of it
     * is one transaction, so an erasure that is interrupted leaves no receipt and is repeated.
     */
    public void erase(SessionId id, RetentionClass kept) {
        sessions.lockIfFree(id).filter(session -> !holds.isHeld(id)).ifPresent(session -> {
            Erased erased = retention.erase(id, kept);
            if (erased.isNothing()) {
                return;
            }
            Instant now = clock.instant();
            if (kept == RetentionClass.SESSION) {
                erased = erased.and(retention.eraseKey(session.appointmentId()));
                session.erase(now);
            }
            Instant from = session.endedAt().orElse(session.openedAt());
            retention.keep(ErasureReceiptEntity.of(ids.next(), id, session.appointmentId(), kept, from, erased, now));
            auditService.done(Person.SYSTEM, AuditedEvent.ERASED, kept.name(), id, session.appointmentId());
        });
    }

    /** The next appointments, after one, whose room was never opened, and whose names and address may not be kept any more. */
    public List<UUID> overdueAppointments(UUID after, int limit) {
        return retention.overdueAppointments(clock.instant(), after, limit);
    }

    /** Erases such an appointment, keeps a receipt and audits it. */
    public void eraseAppointment(UUID appointment) {
        Optional<Instant> start = retention.startOf(appointment);
        Erased erased = retention.eraseAppointment(appointment);
        if (start.isPresent() && !erased.isNothing()) {
            retention.keep(
                    ErasureReceiptEntity.ofAppointment(ids.next(), appointment, start.get(), erased, clock.instant()));
            auditService.done(Person.SYSTEM, AuditedEvent.ERASED, RetentionClass.SESSION.name(), null, appointment);
        }
    }

    /** By how much this node's clock differs from the database's. */
    public Duration clockDifference() {
        return Duration.between(retention.databaseTime(), clock.instant()).abs();
    }
}
