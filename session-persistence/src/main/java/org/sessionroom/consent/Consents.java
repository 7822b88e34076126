package org.sessionroom.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import org.sessionroom.participant.Participant;
import org.sessionroom.session.SessionId;

/** All decisions, to which one can only append. */
@ApplicationScoped
public class Consents {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /** Appends to a session whose row is locked by this transaction: that makes the order. */
    public void append(Participant by, Consent consent) {
        entities.persist(new ConsentRow(by, consent));
    }

    /** A session's decisions, oldest first. */
    public List<Consent> of(SessionId session) {
        return entities.createQuery(
                        "select c from ConsentRow c where c.sessionId = :session order by c.id", ConsentRow.class)
                .setParameter("session", session.value())
                .getResultStream()
                .map(ConsentRow::consent)
                .toList();
    }

    /** Who agrees to what in a session now. */
    public GivenConsents given(SessionId session) {
        return GivenConsents.after(of(session), clientCameIn(session));
    }

    /** Where nobody holds the seat, nobody's word counts. */
    private Instant clientCameIn(SessionId session) {
        return entities.createQuery("""
                        select i.redeemedAt from Participant p join Invitation i on i.id = p.invitationId
                        where p.sessionId = :session and p.role = CLIENT
                        """, Instant.class)
                .setParameter("session", session.value())
                .getResultStream()
                .findFirst()
                .orElse(Instant.MAX);
    }
}
