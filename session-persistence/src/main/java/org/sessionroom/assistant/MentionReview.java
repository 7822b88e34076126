package org.sessionroom.assistant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.session.SessionId;

/** The therapist has seen what is mentioned in an utterance. */
@Entity
@Table(name = "mention_review")
@IdClass(MentionReview.Key.class)
public class MentionReview {

    /** A mention is known by its utterance and what it is about. */
    public record Key(UUID sessionId, UUID utteranceId, SafetyCategory category) implements Serializable {}

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    @Id
    @Column(name = "utterance_id")
    private UUID utteranceId;

    @Id
    @Enumerated(EnumType.STRING)
    private SafetyCategory category;

    @Column(name = "reviewed_at")
    private Instant reviewedAt;

    protected MentionReview() {}

    MentionReview(SessionId session, UtteranceId utterance, SafetyCategory category, Instant now) {
        this.sessionId = session.value();
        this.utteranceId = utterance.value();
        this.category = category;
        this.reviewedAt = now;
    }

    public boolean isOf(SafetyMention mention) {
        return utteranceId.equals(mention.utterance().value()) && category == mention.category();
    }
}
