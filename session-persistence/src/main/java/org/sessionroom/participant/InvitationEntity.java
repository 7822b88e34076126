package org.sessionroom.participant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/**
 * A client's invitation. Issued when the room is opened, redeemed once by the person's own click, valid until two hours
 * after the planned start, or two hours after it was issued, whichever is later. It can be revoked; issuing a new one revokes the old. The secret itself is not stored.
 */
@Entity
@Table(name = "invitation")
public class InvitationEntity {

    /** How long after the planned start, or after a later issue, a link can still be redeemed. */
    public static final Duration VALID_AFTER_START = Duration.ofHours(2);

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "participant_id")
    private UUID participantId;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "redeemed_at")
    private Instant redeemedAt;

    @Column(name = "redemption_key_hash")
    private byte[] redemptionKeyHash;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected InvitationEntity() {}

    public InvitationEntity(
            UUID id, ParticipantEntity guest, InvitationToken token, Instant plannedStart, Instant now) {
        this.id = id;
        this.sessionId = guest.sessionId().value();
        this.participantId = guest.id().value();
        this.tokenHash = token.hash();
        this.issuedAt = now;
        reschedule(plannedStart);
    }

    /** The appointment was moved, and the link's validity moves with it. A link issued after the start is valid for two hours all the same: people begin late. */
    public void reschedule(Instant plannedStart) {
        Instant start = plannedStart.isBefore(issuedAt) ? issuedAt : plannedStart;
        expiresAt = start.plus(VALID_AFTER_START);
    }

    /** Why it cannot be redeemed at this time, or empty if it can. */
    public Optional<Rejection> obstacle(Instant now) {
        if (redeemedAt != null) {
            return Optional.of(Rejection.INVITATION_USED);
        }
        if (revokedAt != null) {
            return Optional.of(Rejection.INVITATION_REVOKED);
        }
        return now.isBefore(expiresAt) ? Optional.empty() : Optional.of(Rejection.INVITATION_EXPIRED);
    }

    /**
     * Redeems the link.
     *
     * @param key of the browser that redeems it, if it sent one
     * @throws SessionRejected if it was used, revoked or has expired
     */
    public void redeem(Optional<RedemptionKey> key, Instant now) {
        obstacle(now).ifPresent(rejection -> {
            throw new SessionRejected(rejection);
        });
        redeemedAt = now;
        redemptionKeyHash = key.map(RedemptionKey::hash).orElse(null);
    }

    /** Whether the browser with this key redeemed it. */
    public boolean isRedeemedBy(RedemptionKey key) {
        return redemptionKeyHash != null && key.hasHash(redemptionKeyHash);
    }

    /** Revoking it twice, or after it was redeemed, changes nothing. */
    public void revoke(Instant now) {
        if (redeemedAt == null && revokedAt == null) {
            revokedAt = now;
        }
    }

    public UUID id() {
        return id;
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public ParticipantId participantId() {
        return new ParticipantId(participantId);
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Optional<Instant> redeemedAt() {
        return Optional.ofNullable(redeemedAt);
    }
}
