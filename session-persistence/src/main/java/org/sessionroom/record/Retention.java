package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.session.SessionId;

/**
 * Data of sessions whose retention period is over. Its rows are deleted, and the key that encrypted them, so that copies cannot be
 * decrypted either. A row may be there without a key: that of a failed round contains nothing.
 */
@ApplicationScoped
public class Retention {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /** The next sessions, after one, that still have data although the retention period is over. */
    public List<SessionId> overdue(RetentionClass retention, Instant now, SessionId after, int limit) {
        String rows = retention.rows().stream()
                .map(row -> " or exists (select r from " + row.getSimpleName() + " r where r.sessionId = s.id)")
                .collect(Collectors.joining());
        return entities.createQuery(
                        "select s.id from TherapySessionEntity s where s.id > :after and s.endedAt < :before and"
                                + " (exists (select k from DataKeyEntity k where k.owner = s.id and k.retention ="
                                + " :retention)"
                                + rows + ") order by s.id",
                        UUID.class)
                .setParameter("after", after.value())
                .setParameter("retention", retention)
                .setParameter("before", retention.overdueBefore(now))
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionId::new)
                .toList();
    }

    /** Erases the data of a session under a class. @return whether there was any */
    public boolean erase(SessionId session, RetentionClass retention) {
        int erased = entities.createQuery(
                        "delete from DataKeyEntity k where k.owner = :session and k.retention = :retention")
                .setParameter("session", session.value())
                .setParameter("retention", retention)
                .executeUpdate();
        for (Class<?> rows : retention.rows()) {
            erased += entities.createQuery("delete from " + rows.getSimpleName() + " r where r.sessionId = :session")
                    .setParameter("session", session.value())
                    .executeUpdate();
        }
        return erased > 0;
    }
}
