package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sessionroom.database.Lookup;
import org.sessionroom.session.SessionId;

/** The legal holds of all sessions, present and released. */
@ApplicationScoped
public class LegalHoldRepository {

    /** Holds of one session. */
    public static final int MOST = 100;

    /** Whether a session, s in the query, is held. */
    static final String IS_HELD =
            "exists (select h from LegalHoldEntity h where h.sessionId = s.id and not exists (select r from"
                    + " LegalHoldReleaseEntity r where r.holdId = h.id))";

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public Optional<LegalHoldEntity> find(UUID hold) {
        return lookup.find(LegalHoldEntity.class, hold);
    }

    /** All holds of a session, oldest first. */
    public List<LegalHoldEntity> of(SessionId session) {
        return entities.createQuery(
                        "select h from LegalHoldEntity h where h.sessionId = :session order by h.placedAt, h.id",
                        LegalHoldEntity.class)
                .setParameter("session", session.value())
                .setMaxResults(MOST)
                .getResultList();
    }

    /** The releases of a session's holds, by the hold's id. */
    public Map<UUID, LegalHoldReleaseEntity> releases(SessionId session) {
        return entities.createQuery(
                        "select r from LegalHoldReleaseEntity r where r.holdId in (select h.id from LegalHoldEntity h"
                                + " where h.sessionId = :session)",
                        LegalHoldReleaseEntity.class)
                .setParameter("session", session.value())
                .setMaxResults(MOST)
                .getResultStream()
                .collect(Collectors.toMap(LegalHoldReleaseEntity::holdId, Function.identity()));
    }

    public boolean isReleased(UUID hold) {
        return lookup.find(LegalHoldReleaseEntity.class, hold).isPresent();
    }

    /** Whether a session has a hold that was not released. */
    public boolean isHeld(SessionId session) {
        return entities.createQuery(
                                "select count(s) from TherapySessionEntity s where s.id = :session and " + IS_HELD,
                                Long.class)
                        .setParameter("session", session.value())
                        .getSingleResult()
                > 0;
    }

    public void keep(LegalHoldEntity hold) {
        entities.persist(hold);
    }

    public void keep(LegalHoldReleaseEntity release) {
        entities.persist(release);
    }
}
