package org.sessionroom.call;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.sessionroom.database.Lookup;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.SessionId;

/** The call quality of all sessions, minute by minute. */
@ApplicationScoped
public class CallQualityRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /** Stores a minute so far; storing it again replaces it. */
    public void keep(SessionId session, ParticipantId participant, CallQuality quality) {
        CallQualityEntity.Key key = new CallQualityEntity.Key(session.value(), participant.value(), quality.minute());
        Optional<CallQualityEntity> kept = lookup.find(CallQualityEntity.class, key);
        CallQualityEntity row = kept.orElseGet(() -> new CallQualityEntity(session, participant, quality.minute()));
        row.keep(quality);
        if (kept.isEmpty()) {
            entities.persist(row);
        }
    }

    /** The minutes of a session's call, oldest first, the therapist's before the client's. */
    public List<CallQuality> of(SessionId session) {
        return entities.createQuery(
                        "select q from CallQualityEntity q where q.sessionId = :session order by q.minute, q.role desc",
                        CallQualityEntity.class)
                .setParameter("session", session.value())
                .getResultStream()
                .map(CallQualityEntity::quality)
                .toList();
    }
}
