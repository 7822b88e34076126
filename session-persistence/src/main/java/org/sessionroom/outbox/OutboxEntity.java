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
 * Something that leaves the house later. It is written in the transaction that decided on it, so that it is there exactly when
 * that happened. Some node takes it up ({@link #begin}), tries outside any transaction, and writes down what came of it
 * ({@link #end}). It is then done, failed, dropped, or waits for its next try. A try of which nothing was heard is lost with
 * its node, and another is due: so something may leave twice, and never not at all.
 *
 * <p>It holds no address and no text. The one secret that exists nowhere else, that of an invitation's link, is sealed, and
 * gone with the end.
 */
@Entity
@Table(name = "outbox")
public class OutboxEntity {

    /** Something of our own broke; the log says what. */
    public static final String BROKEN = "FAILED";

    /** Nobody took it in time. */
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

    /** The question for a draft, which is a round of the assistant's. */
    public static OutboxEntity draft(UUID id, SessionId session, UUID round, Instant now) {
        OutboxEntity entry = new OutboxEntity(id, OutboxKind.DRAFT, session, now);
        entry.roundId = round;
        return entry;
    }

    /** The first try waits for so long, as {@link MailPace} says. */
    public OutboxEntity after(Duration pause) {
        nextTryAt = nextTryAt.plus(pause);
        return this;
    }

    /** Whether a try may begin: none goes on, and its time has come. */
    public boolean isDue(Instant now) {
        return state == OutboxState.WAITING && !now.isBefore(nextTryAt);
    }

    /** Whether a try goes on of which something may still be heard. */
    public boolean isUnderWay(Instant now) {
        return state == OutboxState.WAITING && triedSince != null && now.isBefore(nextTryAt);
    }

    /**
     * Begins a try, if one is due. What was tried before and is past its time fails instead.
     *
     * @return whether to try
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
        nextTryAt = now.plus(kind.policy().lostAfter());
        return true;
    }

    /**
     * Writes down what came of a try. Of one that was given up as lost, and of which another was begun since, only success
     * counts.
     *
     * @param attempt which try, as counted by {@link #attempts}
     * @param chance from 0 to 1, spreads the next tries of several entries
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

    /** A try broke on our side, before or after it was begun. */
    public void putOff(double chance, Instant now) {
        if (!isDue(now) || begin(now)) {
            end(attempts, new Outcome.Later(BROKEN), chance, now);
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

    /** Nobody wants it any more, whether or not it is being tried. */
    public void drop(Instant now) {
        if (state == OutboxState.WAITING) {
            finish(OutboxState.DROPPED, null, now);
        }
    }

    /** Somebody asks for it again: it is tried now, and not at its next time. One that is being tried is left alone. */
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

    /** Tries that were begun. */
    public int attempts() {
        return attempts;
    }

    private AssociatedData place() {
        return new AssociatedData("outbox", "sealed_secret", id);
    }
}
