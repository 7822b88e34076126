package org.sessionroom.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** When a person was last connected to a session; read here, written by {@link SessionPresence}. */
@Entity
@Table(name = "session_presence")
public class PresenceEntity {

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "present_at")
    private Instant presentAt;

    protected PresenceEntity() {}

    Instant presentAt() {
        return presentAt;
    }
}
