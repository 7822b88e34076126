package org.sessionroom.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;

/** A stored decision. Append-only; the database enforces it. */
@Entity
@Table(name = "consent")
public class ConsentEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "participant_id")
    private UUID participantId;

    @Column(name = "invitation_id")
    private UUID invitationId;

    @Enumerated(EnumType.STRING)
    private ParticipantRole role;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Enumerated(EnumType.STRING)
    private Decision decision;

    @Column(name = "text_version")
    private String textVersion;

    private String language;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected ConsentEntity() {}

    ConsentEntity(ParticipantEntity by, Consent consent) {
        this.sessionId = by.sessionId().value();
        this.participantId = by.id().value();
        this.invitationId = consent.invitation();
        this.role = consent.role();
        this.purpose = consent.purpose();
        this.decision = consent.decision();
        this.textVersion = consent.textVersion();
        this.language = consent.language();
        this.decidedAt = consent.at();
    }

    Consent consent() {
        return new Consent(role, invitationId, purpose, decision, textVersion, language, decidedAt);
    }
}
