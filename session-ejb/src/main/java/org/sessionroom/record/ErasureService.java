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

/** Erases what people were promised is erased in time (LGPD, art. 15 and 16): transcripts, and what was made of them. */
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

    /** The next sessions, after one, that still have something of this class although its time is over. */
    public List<SessionId> overdue(RetentionClass kept, SessionId after, int limit) {
        return retention.overdue(kept, clock.instant(), after, limit);
    }

    /** Erases it, and writes down that it was; unless somebody else holds the session now, such as another node that does so. */
    public void erase(SessionId id, RetentionClass kept) {
        sessions.lockIfFree(id)
                .filter(session -> retention.erase(id, kept))
                .ifPresent(session -> auditService.done(
                        Person.SYSTEM, AuditedEvent.ERASED, kept.name(), id, session.appointmentId()));
    }
}
