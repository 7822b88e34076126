package org.sessionroom.record;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
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
        sessions.lockIfFree(id)
                .filter(session -> retention.erase(id, kept))
                .ifPresent(session -> auditService.done(
                        Person.SYSTEM, AuditedEvent.ERASED, kept.name(), id, session.appointmentId()));
    }
}
