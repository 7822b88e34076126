package org.sessionroom.record;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.jpa.AvailableHints;
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

    /**
     * Some entries in their order.
     *
     * @param more whether there are others beyond them, in the direction in which was read
     */
    public record Part<T>(List<T> entries, boolean more) {}

    /** Maximum bytes of a part, as they are stored; its only entry may be larger. Encrypted text has at least as many bytes as characters. */
    public static final int LARGEST_PART = 300_000;

    private static final int FETCHED_ROWS = 25;

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

    /**
     * The first entries after a number, in order: at most {@code limit}, and so many that they have at most {@link #LARGEST_PART} bytes,
     * but at least one, if there is one.
     */
    public Part<T> next(SessionId session, long after, int limit, SealingKey key) {
        return part("r.seq > :seq order by r.seq", session, after, limit, key);
    }

    /** The last entries before a number, in order; limited as {@link #next}. */
    public Part<T> previous(SessionId session, long before, int limit, SealingKey key) {
        Part<T> newestFirst = part("r.seq < :seq order by r.seq desc", session, before, limit, key);
        List<T> inOrder = new ArrayList<>(newestFirst.entries());
        Collections.reverse(inOrder);
        return new Part<>(inOrder, newestFirst.more());
    }

    /** Rows are fetched a few at a time, so that a session with large entries does not use more memory than another. */
    private Part<T> part(String range, SessionId session, long seq, int limit, SealingKey key) {
        List<T> opened = new ArrayList<>();
        int bytes = 0;
        try (Stream<R> stored = entities.createQuery(
                        "select r from " + rows.getSimpleName() + " r where r.sessionId = :session and " + range, rows)
                .setParameter("session", session.value())
                .setParameter("seq", seq)
                .setMaxResults(limit + 1)
                .setHint(AvailableHints.HINT_FETCH_SIZE, FETCHED_ROWS)
                .getResultStream()) {
            Iterator<R> remaining = stored.iterator();
            while (remaining.hasNext()) {
                R row = remaining.next();
                bytes += row.storedBytes();
                if (opened.size() == limit || bytes > LARGEST_PART && !opened.isEmpty()) {
                    return new Part<>(opened, true);
                }
                opened.add(row.open(key));
            }
        }
        return new Part<>(opened, false);
    }
}
