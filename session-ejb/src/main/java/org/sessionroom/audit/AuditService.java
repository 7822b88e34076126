package org.sessionroom.audit;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.audit.AuditEntity.Outcome;
import org.sessionroom.participant.Person;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;

/** Writes the audit log: actions in the caller's transaction, refusals in one of their own. */
@Stateless
public class AuditService {

    @Inject
    private AuditRepository log;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** Part of the caller's transaction: the action and its row are committed together. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void done(Person actor, Enum<?> action, SessionId session, UUID appointment) {
        append(actor, action, Outcome.DONE, null, session, appointment);
    }

    /** @param code details, from a closed list */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void done(Person actor, Enum<?> action, String code, SessionId session, UUID appointment) {
        append(actor, action, Outcome.DONE, code, session, appointment);
    }

    /**
     * In a transaction of its own, because the refusal rolls back the caller's.
     *
     * @param times how often it was refused since the previous row; written after the reason if more than once
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(
            Person actor, Enum<?> action, Rejection rejection, long times, SessionId session, UUID appointment) {
        String code = times == 1 ? rejection.name() : rejection.name() + " " + times;
        append(actor, action, Outcome.REFUSED, code, session, appointment);
    }

    private void append(
            Person actor, Enum<?> action, Outcome outcome, String code, SessionId session, UUID appointment) {
        UUID sessionId = session == null ? null : session.value();
        log.append(new AuditEntity(
                ids.next(), clock.instant(), actor, action.name(), outcome, code, sessionId, appointment));
    }
}
