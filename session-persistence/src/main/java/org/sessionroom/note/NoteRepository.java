package org.sessionroom.note;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import org.sessionroom.database.Lookup;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TherapySessionEntity;

/** The notes of all sessions, encrypted with their session's key. */
@ApplicationScoped
public class NoteRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public Note of(SessionId session, SealingKey key) {
        return lookup.find(NoteEntity.class, session.value())
                .map(row -> row.open(key))
                .orElse(Note.NOTHING);
    }

    /**
     * Stores the notes. This transaction has locked the session's row. Notes are stored even if the session has reached its limit: there is one
     * text, and its length is limited.
     *
     * @return whether it brought the session near its limit of stored bytes
     */
    public boolean keep(TherapySessionEntity session, Note note, SealingKey key, Instant now) {
        Optional<NoteEntity> kept = lookup.find(NoteEntity.class, session.id().value());
        boolean isNew = kept.isEmpty();
        NoteEntity row = kept.orElseGet(() -> new NoteEntity(session.id()));
        int more = row.keep(note, key, now);
        if (isNew) {
            entities.persist(row);
        }
        return session.countStored(more);
    }
}
