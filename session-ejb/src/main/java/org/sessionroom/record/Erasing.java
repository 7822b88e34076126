package org.sessionroom.record;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.sessionroom.audit.Auditing;
import org.sessionroom.audit.Event;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.Sessions;

/** Erases what people were promised is erased in time (LGPD, art. 15 and 16): transcripts, and what was made of them. */
@Stateless
public class Erasing {

    @Inject
    private Retention retention;

    @Inject
    private Sessions sessions;

    @Inject
    private Auditing auditing;

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
                .ifPresent(session ->
                        auditing.done(Person.SYSTEM, Event.ERASED, kept.name(), id, session.appointmentId()));
    }
}
