package org.sessionroom.safety;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sessionroom.Ids;
import org.sessionroom.record.SealingKey;
import org.sessionroom.safety.MentionReviewEntity.Reviewed;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.UtteranceId;

/** Records which mentions their therapists have seen, encrypted with their session's key for transcripts. */
@ApplicationScoped
public class MentionReviewRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Ids ids;

    public Set<Reviewed> of(SessionId session, SealingKey key) {
        return rows(session).stream().map(row -> row.open(key)).collect(Collectors.toUnmodifiableSet());
    }

    /** Deletes the reviews of a line: a deleted line has no mentions any more, and a corrected one may have others. */
    public void forget(SessionId session, UtteranceId utterance, SealingKey key) {
        rows(session).stream()
                .filter(row -> row.open(key).utterance().equals(utterance))
                .forEach(entities::remove);
    }

    /** Adds a review once. This transaction has locked the session's row. */
    public void add(SessionId session, Reviewed reviewed, SealingKey key, Instant now) {
        if (!of(session, key).contains(reviewed)) {
            entities.persist(new MentionReviewEntity(ids.next(), session, reviewed, key, now));
        }
    }

    private List<MentionReviewEntity> rows(SessionId session) {
        return entities.createQuery(
                        "select r from MentionReviewEntity r where r.sessionId = :session", MentionReviewEntity.class)
                .setParameter("session", session.value())
                .getResultList();
    }
}
