package org.sessionroom.constellation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.sessionroom.database.Lookup;
import org.sessionroom.record.SealedLog;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TherapySessionEntity;

/** The journals of all fields. */
@ApplicationScoped
public class JournalRepository extends SealedLog<RecordedChange, JournalEntity> {

    /** Number of changes between two snapshots, and so the maximum that a node replays when it loads a field. */
    static final int SNAPSHOT_EVERY = 100;

    @Inject
    private Lookup lookup;

    public JournalRepository() {
        super(JournalEntity.class, "changeId");
    }

    /**
     * Appends a change. This transaction has locked the session's row.
     *
     * @param field the field after the change
     * @return whether it brought the session near its limit of stored bytes
     */
    public boolean append(TherapySessionEntity session, RecordedChange recorded, Constellation field, SealingKey key) {
        if (recorded.seq() % SNAPSHOT_EVERY == 0) {
            takeSnapshot(session.id(), field, key);
        }
        return append(session, new JournalEntity(session.id(), recorded, key));
    }

    private void takeSnapshot(SessionId session, Constellation field, SealingKey key) {
        Optional<SnapshotEntity> kept = lookup.find(SnapshotEntity.class, session.value());
        SnapshotEntity snapshot = kept.orElseGet(() -> new SnapshotEntity(session));
        snapshot.take(field, key);
        if (kept.isEmpty()) {
            entities.persist(snapshot);
        }
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
