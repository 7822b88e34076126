package org.sessionroom.constellation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

    private static final int PAGE = 500;

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

    /** Reads all changes after a number, in order and in pages. */
    public void read(SessionId session, long seq, SealingKey key, Consumer<RecordedChange> reader) {
        List<RecordedChange> page = after(session, seq, PAGE, key);
        while (!page.isEmpty()) {
            page.forEach(reader);
            page = after(session, page.get(page.size() - 1).seq(), PAGE, key);
        }
    }

    /** The current field, from the latest snapshot and the changes after it. */
    public Constellation field(SessionId session, SealingKey key) {
        Constellation start = lookup.find(SnapshotEntity.class, session.value())
                .map(snapshot -> snapshot.open(key))
                .orElse(Constellation.EMPTY);
        return continued(session, start, key);
    }

    /**
     * Applies to a field the changes after its sequence number. If they are more than {@link #SNAPSHOT_EVERY}, it begins with the
     * latest snapshot.
     *
     * @param seq the session's last sequence number
     */
    public Constellation continued(SessionId session, Constellation field, long seq, SealingKey key) {
        return seq - field.seq() > SNAPSHOT_EVERY ? field(session, key) : continued(session, field, key);
    }

    private Constellation continued(SessionId session, Constellation field, SealingKey key) {
        var current = new AtomicReference<>(field);
        read(session, field.seq(), key, recorded -> current.set(current.get().after(recorded.change())));
        return current.get();
    }
}
