package org.sessionroom.constellation;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.util.UUID;
import org.sessionroom.json.StrictJson;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/** The field after some change, so that the journal need not be replayed from the beginning. */
@Entity
@Table(name = "constellation_snapshot")
public class SnapshotEntity {

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    private long seq;

    @Column(name = "sealed_payload")
    private byte[] sealedPayload;

    protected SnapshotEntity() {}

    SnapshotEntity(SessionId session) {
        this.sessionId = session.value();
    }

    void take(Constellation field, SealingKey key) {
        seq = field.seq();
        sealedPayload = key.seal(ConstellationJson.write(field).build().toString(), place());
    }

    Constellation open(SealingKey key) {
        try (JsonReader reader = StrictJson.JSON.createReader(new StringReader(key.open(sealedPayload, place())))) {
            return Constellation.of(
                    seq,
                    reader.readArray().getValuesAs(JsonObject.class).stream()
                            .map(ConstellationJson::readFigure)
                            .toList());
        }
    }

    private AssociatedData place() {
        return new AssociatedData("constellation_snapshot", "sealed_payload", sessionId + "/" + seq);
    }
}
