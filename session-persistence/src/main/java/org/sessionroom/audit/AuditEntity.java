package org.sessionroom.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/** Who did what, or was refused what, and when. Append-only (the database enforces it), and never any content. */
@Entity
@Table(name = "audit_event")
public class AuditEntity {

    /** How it ended. */
    public enum Outcome {
        DONE,
        REFUSED
    }

    @Id
    private UUID id;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    private String actor;

    @Enumerated(EnumType.STRING)
    @Column(name = "actor_role")
    private Role actorRole;

    private String action;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String code;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "appointment_id")
    private UUID appointmentId;

    protected AuditEntity() {}

    /**
     * @param code a reason or detail from a closed list, or null
     * @param sessionId the session concerned, or null
     * @param appointmentId the appointment concerned, or null
     */
    public AuditEntity(
            UUID id,
            Instant now,
            Person actor,
            String action,
            Outcome outcome,
            String code,
            UUID sessionId,
            UUID appointmentId) {
        this.id = id;
        this.occurredAt = now;
        this.actor = actor.id();
        this.actorRole = actor.leadingRole();
        this.action = action;
        this.outcome = outcome;
        this.code = code;
        this.sessionId = sessionId;
        this.appointmentId = appointmentId;
    }
}
