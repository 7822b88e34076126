package org.sessionroom.safety;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.UtteranceId;

/** Records that the therapist has seen a mention in an utterance. Its category is encrypted, as the utterance is. */
@Entity
@Table(name = "mention_review")
public class MentionReviewEntity {

    /** A mention is identified by its utterance and its category. */
    public record Reviewed(UtteranceId utterance, SafetyCategory category) {

        public static Reviewed of(SafetyMention mention) {
            return new Reviewed(mention.utterance(), mention.category());
        }

        /** Does not show the category. */
        @Override
        public String toString() {
            return "Reviewed[" + utterance + "]";
        }
    }

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "reviewed_at")
    private Instant reviewedAt;

    @Column(name = "sealed_mention")
    private byte[] sealedMention;

    protected MentionReviewEntity() {}

    MentionReviewEntity(UUID id, SessionId session, Reviewed reviewed, SealingKey key, Instant now) {
        this.id = id;
        this.sessionId = session.value();
        this.reviewedAt = now;
        this.sealedMention = key.seal(reviewed.utterance() + " " + reviewed.category(), place());
    }

    Reviewed open(SealingKey key) {
        String[] parts = key.open(sealedMention, place()).split(" ");
        return new Reviewed(UtteranceId.parse(parts[0]), SafetyCategory.valueOf(parts[1]));
    }

    private AssociatedData place() {
        return new AssociatedData("mention_review", "sealed_mention", id);
    }
}
