package org.sessionroom.record;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TherapySessionEntity;

/**
 * An append-only table of sessions' entries, numbered in each session and encrypted with its key. The id that a browser gave an entry
 * shows that a request is sent again.
 *
 * @param <T> an entry
 * @param <R> its row
 */
public abstract class SealedLog<T, R extends SealedLog.Row<T>> {

    /** A row with members {@code sessionId} and {@code seq}, and one for the browser's id. */
    public interface Row<T> {

        T open(SealingKey key);

        int storedBytes();
    }

    @PersistenceContext(unitName = "session-room")
    protected EntityManager entities;

    private final Class<R> rows;
    private final String requestId;

    /** @param requestId the row's member for the browser's id */
    protected SealedLog(Class<R> rows, String requestId) {
        this.rows = rows;
        this.requestId = requestId;
    }

    /**
     * @param session its row is locked by this transaction
     * @return whether this brought it near its limit of stored bytes
     */
    protected boolean append(TherapySessionEntity session, R row) {
        entities.persist(row);
        return session.countStored(row.storedBytes());
    }

    public Optional<T> find(SessionId session, UUID id, SealingKey key) {
        return entities.createQuery(
                        "select r from " + rows.getSimpleName() + " r where r.sessionId = :session and r." + requestId
                                + " = :id",
                        rows)
                .setParameter("session", session.value())
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(row -> row.open(key));
    }

    /**
     * The entries after a number, in order, at most {@code limit}. Rows never change, so the persistence context does not keep them:
     * whoever reads a whole log in pages has one page in memory.
     */
    public List<T> after(SessionId session, long seq, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from " + rows.getSimpleName()
                                + " r where r.sessionId = :session and r.seq > :seq order by r.seq",
                        rows)
                .setParameter("session", session.value())
                .setParameter("seq", seq)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> {
                    T entry = row.open(key);
                    entities.detach(row);
                    return entry;
                })
                .toList();
    }
}
