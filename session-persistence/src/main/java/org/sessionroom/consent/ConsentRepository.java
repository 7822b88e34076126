package org.sessionroom.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRepository;

/** All decisions; append-only. */
@ApplicationScoped
public class ConsentRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private SessionRepository sessions;

    /** Appends a decision. This transaction has locked the session's row, which determines the order. */
    public void append(ParticipantEntity by, Consent consent) {
        entities.persist(new ConsentEntity(by, consent));
    }

    /** A session's decisions, oldest first. */
    public List<Consent> of(SessionId session) {
        return entities.createQuery(
                        "select c from ConsentEntity c where c.sessionId = :session order by c.id", ConsentEntity.class)
                .setParameter("session", session.value())
                .getResultStream()
                .map(ConsentEntity::consent)
                .toList();
    }

    /** Who agrees to what in a session now. Decisions of a seat's former holders do not count. */
    public GivenConsents given(SessionId session) {
        List<ParticipantEntity> seats = sessions.seats(session);
        return GivenConsents.after(of(session).stream()
                .filter(consent -> seats.stream().anyMatch(consent::isOfHolder))
                .toList());
    }
}
