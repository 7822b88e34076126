package org.sessionroom.record;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A wrapped data key: data that it encrypted can be decrypted only with it and with the master key that wrapped it. */
@Entity
@Table(name = "data_key")
public class DataKeyEntity {

    @Id
    private UUID id;

    @Column(name = "owner_id")
    private UUID owner;

    @Enumerated(EnumType.STRING)
    @Column(name = "retention_class")
    private RetentionClass retention;

    @Column(name = "master_key_id")
    private String masterKeyId;

    @Column(name = "wrapped_key")
    private byte[] wrapped;

    @Column(name = "created_at")
    private Instant createdAt;

    protected DataKeyEntity() {}

    DataKeyEntity(UUID id, UUID owner, RetentionClass retention, MasterKey master, Instant now) {
        this.id = id;
        this.owner = owner;
        this.retention = retention;
        this.masterKeyId = master.id();
        this.wrapped = master.createDataKey(owner, retention);
        this.createdAt = now;
    }

    UUID owner() {
        return owner;
    }

    SealingKey unwrap(MasterKey master) {
        return master.unwrap(wrapped, owner, retention);
    }
}
