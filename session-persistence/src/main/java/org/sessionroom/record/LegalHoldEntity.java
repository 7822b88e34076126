package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/**
 * Keeps all data of a session from being erased, for a legal reason (LGPD, art. 16, I), until it is released. Append-only (the database
 * enforces it); the reason is encrypted with the session's key.
 */
@Entity
@Table(name = "legal_hold")
public class LegalHoldEntity {

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "sealed_reason")
    private byte[] sealedReason;

    @Column(name = "placed_by")
    private String placedBy;

    @Column(name = "placed_at")
    private Instant placedAt;

    protected LegalHoldEntity() {}

    public LegalHoldEntity(UUID id, SessionId session, String reason, String placedBy, SealingKey key, Instant now) {
        this.id = id;
        this.sessionId = session.value();
        this.sealedReason = key.seal(reason, place());
        this.placedBy = placedBy;
        this.placedAt = now;
    }

    public UUID id() {
        return id;
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public String reason(SealingKey key) {
        return key.open(sealedReason, place());
    }

    /** The user name of the person who placed it. */
    public String placedBy() {
        return placedBy;
    }

    public Instant placedAt() {
        return placedAt;
    }

    private AssociatedData place() {
        return new AssociatedData("legal_hold", "sealed_reason", id);
    }
}
