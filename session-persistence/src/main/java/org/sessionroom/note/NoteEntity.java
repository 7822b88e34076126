package org.sessionroom.note;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/** The latest notes of a session, stored encrypted. */
@Entity
@Table(name = "note")
public class NoteEntity {

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    private long version;

    @Column(name = "sealed_text")
    private byte[] sealedText = {};

    @Column(name = "written_at")
    private Instant writtenAt;

    protected NoteEntity() {}

    NoteEntity(SessionId session) {
        this.sessionId = session.value();
    }

    /** @return how many more bytes are stored than before */
    int keep(Note note, SealingKey key, Instant now) {
        int before = sealedText.length;
        version = note.version();
        sealedText = key.seal(note.text(), place());
        writtenAt = now;
        return sealedText.length - before;
    }

    Note open(SealingKey key) {
        return new Note(version, key.open(sealedText, place()));
    }

    private AssociatedData place() {
        return new AssociatedData("note", "sealed_text", sessionId + "/" + version);
    }
}
