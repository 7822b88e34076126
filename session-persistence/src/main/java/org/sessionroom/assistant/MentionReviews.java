package org.sessionroom.assistant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/** Which mentions their therapists have seen. */
@ApplicationScoped
public class MentionReviews {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    public List<MentionReview> of(SessionId session) {
        return entities.createQuery("select r from MentionReview r where r.sessionId = :session", MentionReview.class)
                .setParameter("session", session.value())
                .getResultList();
    }

    /** What somebody took back has no mentions any more, and nothing shows that it had. */
    public void forget(SessionId session, UtteranceId utterance) {
        entities.createQuery("delete from MentionReview r where r.sessionId = :session and r.utteranceId = :utterance")
                .setParameter("session", session.value())
                .setParameter("utterance", utterance.value())
                .executeUpdate();
    }

    /** Seen twice is seen once. The session's row is locked by this transaction. */
    public void add(SessionId session, UtteranceId utterance, SafetyCategory category, Instant now) {
        UUID id = utterance.value();
        if (entities.find(MentionReview.class, new MentionReview.Key(session.value(), id, category)) == null) {
            entities.persist(new MentionReview(session, utterance, category, now));
        }
    }
}
