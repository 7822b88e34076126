package org.sessionroom.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;

/** One recorded transition of a session. */
@Entity
@Table(name = "session_transition")
public class SessionTransitionEntity {

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_status")
    private SessionStatus from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_status")
    private SessionStatus to;

    @Column(name = "occurred_at")
    private Instant occurredAt;

    private String actor;

    @Column(name = "sealed_reason")
    private byte[] sealedReason;

    protected SessionTransitionEntity() {}

    SessionTransitionEntity(UUID id, SessionId session, SessionStatus from, SessionStatus to, Person by, Instant now) {
        this.id = id;
        this.sessionId = session.value();
        this.from = from;
        this.to = to;
        this.actor = by.id();
        this.occurredAt = now;
    }

    /** Adds the reason, in the person's words. */
    public SessionTransitionEntity because(String reason, SealingKey key) {
        this.sealedReason = key.seal(reason, reasonPlace());
        return this;
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public SessionStatus from() {
        return from;
    }

    public SessionStatus to() {
        return to;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public String actor() {
        return actor;
    }

    public Optional<String> reason(SealingKey key) {
        return Optional.ofNullable(sealedReason).map(bytes -> key.open(bytes, reasonPlace()));
    }

    private AssociatedData reasonPlace() {
        return new AssociatedData("session_transition", "sealed_reason", id);
    }
}
