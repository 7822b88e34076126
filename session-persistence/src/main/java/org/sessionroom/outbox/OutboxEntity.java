package org.sessionroom.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/**
 * Work that is sent later. It is written in the transaction that decides on it, so it exists exactly if that transaction was
 * committed. Some node begins an attempt ({@link #begin}), sends outside any transaction, and records the result
 * ({@link #end}). The entry is then done, failed, dropped, or waits for its next attempt. An attempt without a result counts as lost with
 * its node, and another becomes due: so something may be sent twice, but is never lost.
 *
 * <p>It contains no address and no text. The only secret that is stored nowhere else, that of an invitation's link, is encrypted, and
 * deleted when the entry reaches a final state.
 */
@Entity
@Table(name = "outbox")
public class OutboxEntity {

    /** An error of our own; the log has the cause. */
    public static final String BROKEN = "FAILED";

    /** The entry's time limit ended without success. */
    public static final String TOO_LATE = "TOO_LATE";

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private OutboxKind kind;

    @Column(name = "session_id")
    private UUID sessionId;

    @Column(name = "invitation_id")
    private UUID invitationId;

    @Column(name = "round_id")
    private UUID roundId;

    @Enumerated(EnumType.STRING)
    private OutboxState state;

    @Column(name = "created_at")
    private Instant createdAt;

    private int attempts;

    @Column(name = "next_try_at")
    private Instant nextTryAt;

    @Column(name = "tried_since")
    private Instant triedSince;

    @Column(name = "finished_at")
    private Instant finishedAt;

    private String failure;

    @Column(name = "sealed_secret")
    private byte[] sealedSecret;

    protected OutboxEntity() {}

    private OutboxEntity(UUID id, OutboxKind kind, SessionId session, Instant now) {
        this.id = id;
        this.kind = kind;
        this.sessionId = session.value();
        this.state = OutboxState.WAITING;
        this.createdAt = now;
        this.nextTryAt = now;
    }

    /**
     * The mail with a link.
     *
     * @param secret of the link
     * @param key of the session
     */
    public static OutboxEntity invitation(
            UUID id, SessionId session, UUID invitation, String secret, SealingKey key, Instant now) {
        OutboxEntity entry = new OutboxEntity(id, OutboxKind.INVITATION, session, now);
        entry.invitationId = invitation;
        entry.sealedSecret = key.seal(secret, entry.place());
        return entry;
    }

    /** A mail that tells the client of a change. */
    public static OutboxEntity notice(UUID id, OutboxKind kind, SessionId session, Instant now) {
        return new OutboxEntity(id, kind, session, now);
    }

    /** The request for a draft, which is a round of the assistant. */
    public static OutboxEntity draft(UUID id, SessionId session, UUID round, Instant now) {
        OutboxEntity entry = new OutboxEntity(id, OutboxKind.DRAFT, session, now);
        entry.roundId = round;
        return entry;
    }

    /** Delays the first attempt, as {@link MailPace} requires. */
    public OutboxEntity after(Duration pause) {
        nextTryAt = nextTryAt.plus(pause);
        return this;
    }

    /** Whether an attempt may begin: none is running, and its time has come. */
    public boolean isDue(Instant now) {
        return state == OutboxState.WAITING && !now.isBefore(nextTryAt);
    }

    /** Whether an attempt is running whose result may still come. */
    public boolean isUnderWay(Instant now) {
        return state == OutboxState.WAITING && triedSince != null && now.isBefore(nextTryAt);
    }

    /**
     * Begins an attempt, if one is due. An entry that was tried before and is past its time limit fails instead.
     *
     * @return whether to send
     */
    public boolean begin(Instant now) {
        if (!isDue(now)) {
            return false;
        }
        if (attempts > 0 && now.isAfter(givenUpAt())) {
            finish(OutboxState.FAILED, failure == null ? TOO_LATE : failure, now);
            return false;
        }
        attempts++;
        triedSince = now;
        nextTryAt = now.plus(kind.policy().lostAfter(attempts));
        return true;
    }

    /**
     * Records the result of an attempt. If an attempt was considered lost, and another was begun since, only its success
     * counts.
     *
     * @param attempt its number, as counted by {@link #attempts}
     * @param chance from 0 to 1, spreads the next attempts of several entries
     */
    public void end(int attempt, Outcome outcome, double chance, Instant now) {
        if (state != OutboxState.WAITING || attempt != attempts && !(outcome instanceof Outcome.Done)) {
            return;
        }
        if (outcome instanceof Outcome.Done) {
            finish(OutboxState.DONE, null, now);
        } else if (outcome instanceof Outcome.Never never) {
            finish(OutboxState.FAILED, never.reason(), now);
        } else if (outcome instanceof Outcome.Later later) {
            tryLater(later, chance, now);
        } else {
            finish(OutboxState.DROPPED, null, now);
        }
    }

    /** An attempt failed because of an error on our side, before or after it was begun. */
    public void putOff(double chance, Instant now) {
        if (!isDue(now) || begin(now)) {
            end(attempts, new Outcome.Later(BROKEN), chance, now);
        }
    }

    /** Makes an entry that is due wait for its turn behind others; this is no attempt. */
    public void postpone(Duration pause, Instant now) {
        if (isDue(now)) {
            nextTryAt = now.plus(pause);
        }
    }

    private void tryLater(Outcome.Later later, double chance, Instant now) {
        Duration pause = kind.policy().pause(attempts, chance);
        Duration asked = later.retryAfter().orElse(Duration.ZERO);
        Instant next = now.plus(asked.compareTo(pause) > 0 ? asked : pause);
        if (next.isAfter(givenUpAt())) {
            finish(OutboxState.FAILED, later.reason(), now);
            return;
        }
        triedSince = null;
        nextTryAt = next;
        failure = later.reason();
    }

    /** Marks it as obsolete, whether or not an attempt is running. */
    public void drop(Instant now) {
        if (state == OutboxState.WAITING) {
            finish(OutboxState.DROPPED, null, now);
        }
    }

    /** A new request for it: the next attempt is due now. A running attempt is not affected. */
    public void hurry(Instant now) {
        if (state == OutboxState.WAITING && triedSince == null && now.isBefore(nextTryAt)) {
            nextTryAt = now;
        }
    }

    private void finish(OutboxState end, String reason, Instant now) {
        state = end;
        failure = reason;
        triedSince = null;
        finishedAt = now;
        sealedSecret = null;
    }

    private Instant givenUpAt() {
        return createdAt.plus(kind.policy().patience());
    }

    public Progress progress() {
        boolean waits = state == OutboxState.WAITING && triedSince == null && attempts > 0;
        return new Progress(
                kind, state, attempts, waits ? Optional.of(nextTryAt) : Optional.empty(), Optional.ofNullable(failure));
    }

    /** The secret of an invitation's link, until the end. @param key of the session */
    public Optional<String> secret(SealingKey key) {
        return Optional.ofNullable(sealedSecret).map(bytes -> key.open(bytes, place()));
    }

    public UUID id() {
        return id;
    }

    public OutboxKind kind() {
        return kind;
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public Optional<UUID> invitationId() {
        return Optional.ofNullable(invitationId);
    }

    public Optional<UUID> roundId() {
        return Optional.ofNullable(roundId);
    }

    public OutboxState state() {
        return state;
    }

    /** The number of attempts that were begun. */
    public int attempts() {
        return attempts;
    }

    private AssociatedData place() {
        return new AssociatedData("outbox", "sealed_secret", id);
    }
}
