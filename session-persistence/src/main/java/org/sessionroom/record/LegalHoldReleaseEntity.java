package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The end of a {@link LegalHoldEntity}. Append-only (the database enforces it). */
@Entity
@Table(name = "legal_hold_release")
public class LegalHoldReleaseEntity {

    @Id
    @Column(name = "hold_id")
    private UUID holdId;

    @Column(name = "released_by")
    private String releasedBy;

    @Column(name = "released_at")
    private Instant releasedAt;

    protected LegalHoldReleaseEntity() {}

    public LegalHoldReleaseEntity(UUID hold, String releasedBy, Instant now) {
        this.holdId = hold;
        this.releasedBy = releasedBy;
        this.releasedAt = now;
    }

    public UUID holdId() {
        return holdId;
    }

    /** The user name of the person who released it. */
    public String releasedBy() {
        return releasedBy;
    }

    public Instant releasedAt() {
        return releasedAt;
    }
}
