package org.sessionroom.constellation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.database.Lookup;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TherapySessionEntity;

/** The journals of all fields, encrypted with their session's key. */
@ApplicationScoped
public class JournalRepository {

    /** Number of changes between two snapshots, and so the maximum that a node replays when it loads a field. */
    static final int SNAPSHOT_EVERY = 100;

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /**
     * Appends a change. This transaction has locked the session's row.
     *
     * @param field the field after the change
     * @return whether it brought the session near its limit of stored bytes
     */
    public boolean append(TherapySessionEntity session, RecordedChange recorded, Constellation field, SealingKey key) {
        JournalEntity row = new JournalEntity(session.id(), recorded, key);
        entities.persist(row);
        if (recorded.seq() % SNAPSHOT_EVERY == 0) {
            takeSnapshot(session.id(), field, key);
        }
        return session.store(row.storedBytes());
    }

    private void takeSnapshot(SessionId session, Constellation field, SealingKey key) {
        Optional<SnapshotEntity> kept = lookup.find(SnapshotEntity.class, session.value());
        SnapshotEntity snapshot = kept.orElseGet(() -> new SnapshotEntity(session));
        snapshot.take(field, key);
        if (kept.isEmpty()) {
            entities.persist(snapshot);
        }
    }

    public Optional<RecordedChange> find(SessionId session, UUID changeId, SealingKey key) {
        return entities.createQuery(
                        "select r from JournalEntity r where r.sessionId = :session and r.changeId = :change",
                        JournalEntity.class)
                .setParameter("session", session.value())
                .setParameter("change", changeId)
                .getResultStream()
                .findFirst()
                .map(row -> row.open(key));
    }

    /** The changes after a sequence number, in order, at most {@code limit}. */
    public List<RecordedChange> after(SessionId session, long seq, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from JournalEntity r where r.sessionId = :session and r.seq > :seq order by r.seq",
                        JournalEntity.class)
                .setParameter("session", session.value())
                .setParameter("seq", seq)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> row.open(key))
                .toList();
    }

    /** The current field, from the latest snapshot and the changes after it. */
    public Constellation field(SessionId session, SealingKey key) {
        Constellation start = lookup.find(SnapshotEntity.class, session.value())
                .map(snapshot -> snapshot.open(key))
                .orElse(Constellation.EMPTY);
        return continued(session, start, key);
    }

    /** Applies the changes after a field's sequence number to it. */
    public Constellation continued(SessionId session, Constellation field, SealingKey key) {
        return after(session, field.seq(), Integer.MAX_VALUE, key).stream()
                .map(RecordedChange::change)
                .reduce(field, Constellation::after, (first, second) -> second);
    }
}
