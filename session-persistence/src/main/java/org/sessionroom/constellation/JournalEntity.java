package org.sessionroom.constellation;

import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealedLog;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/** A row of the field's journal, append-only; the change itself is encrypted. */
@Entity
@Table(name = "constellation_change")
@IdClass(JournalEntity.Key.class)
public class JournalEntity implements SealedLog.Row<RecordedChange> {

    /** A row is identified by its session and its sequence number. */
    public record Key(UUID sessionId, long seq) implements Serializable {}

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    @Id
    private long seq;

    @Column(name = "change_id")
    private UUID changeId;

    @Column(name = "participant_id")
    private UUID participantId;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    @Column(name = "sealed_payload")
    private byte[] sealedPayload;

    protected JournalEntity() {}

    JournalEntity(SessionId session, RecordedChange recorded, SealingKey key) {
        this.sessionId = session.value();
        this.seq = recorded.seq();
        this.changeId = recorded.changeId();
        this.participantId = recorded.by().value();
        this.occurredAt = recorded.at();
        this.sealedPayload = key.seal(ConstellationJson.write(recorded.change()).toString(), place());
    }

    @Override
    public RecordedChange open(SealingKey key) {
        try (JsonReader reader = StrictJson.JSON.createReader(new StringReader(key.open(sealedPayload, place())))) {
            ConstellationChange change = ConstellationJson.readChange(reader.readObject());
            return new RecordedChange(seq, changeId, new ParticipantId(participantId), occurredAt, change);
        }
    }

    @Override
    public int storedBytes() {
        return sealedPayload.length;
    }

    private AssociatedData place() {
        return new AssociatedData("constellation_change", "sealed_payload", sessionId + "/" + seq + "/" + changeId);
    }
}
