package org.sessionroom.insight;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.Transcript;

/**
 * One round of the assistant. It is ASKED, and then either DONE, with insights that all have citations, or FAILED,
 * with a reason from a closed list; an answer of the local analyst instead of a provider's has such a reason as well. The outbox may
 * request a draft several times, each time with the transcript of that moment. Insights during the session are requested once: if no
 * answer came after a while the round counts as failed, whatever happened to the node that sent the request.
 */
@Entity
@Table(name = "insight_round")
public class InsightRoundEntity {

    /** The longest an answer may take: several requests of two minutes, each repeated at most once. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final String LINES_ERASED = "LINES_ERASED";
    private static final String UNUSABLE = "UNUSABLE";

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    private RoundKind kind;

    @Enumerated(EnumType.STRING)
    private NoteForm form;

    private String language;

    @Enumerated(EnumType.STRING)
    private RoundState state;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    private long lines;

    private String analyst;

    private String failure;

    @Column(name = "prompt_tokens")
    private int promptTokens;

    @Column(name = "completion_tokens")
    private int completionTokens;

    @Column(name = "sealed_content")
    private byte[] sealedContent;

    protected InsightRoundEntity() {}

    /** @param lines how often the transcript had changed at the time of the request */
    public InsightRoundEntity(
            UUID id, SessionId session, RoundKind kind, NoteForm form, String language, long lines, Instant now) {
        this.id = id;
        this.sessionId = session.value();
        this.kind = kind;
        this.form = form;
        this.language = language;
        this.lines = lines;
        this.state = RoundState.ASKED;
        this.askedAt = now;
    }

    /**
     * The rounds that a therapist sees: the latest draft of each form; of the insights during the session the latest that was
     * answered, and the latest of all if it is another.
     *
     * @param all a session's, newest first
     */
    public static List<InsightRoundEntity> thatCount(List<InsightRoundEntity> all, Instant now) {
        Set<String> seen = new HashSet<>();
        return all.stream()
                .filter(round -> {
                    String what = round.kind == RoundKind.DRAFT ? round.form.name() : "LIVE";
                    boolean first = seen.add(what);
                    boolean result = round.state(now) == RoundState.DONE && seen.add(what + " answered");
                    return first || result;
                })
                .toList();
    }

    /** Repeats the request with the current transcript. @param lines how often it has changed */
    public void askAgain(long lines, Instant now) {
        this.lines = lines;
        this.askedAt = now;
    }

    /**
     * Stores an answer; only the first one counts.
     *
     * @param transcript as the assistant read it
     */
    public void finish(InsightResult result, Transcript transcript, SealingKey key, Instant now) {
        if (state != RoundState.ASKED) {
            return;
        }
        state = RoundState.DONE;
        finishedAt = now;
        analyst = result.analyst();
        failure = result.failure().orElse(null);
        promptTokens = result.promptTokens();
        completionTokens = result.completionTokens();
        sealedContent = key.seal(StoredInsights.write(result.answer(), transcript), place());
    }

    /** There was an answer, but no statement of it is usable; the reasons are stored with their counts. */
    public void refuse(AcceptedInsights unusable, SealingKey key, Instant now) {
        if (state == RoundState.ASKED) {
            fail(UNUSABLE, now);
            sealedContent = key.seal(StoredInsights.write(unusable, Transcript.EMPTY), place());
        }
    }

    /** @param reason from a closed list, and never a provider's text */
    public void fail(String reason, Instant now) {
        if (state == RoundState.ASKED) {
            state = RoundState.FAILED;
            finishedAt = now;
            failure = reason;
        }
    }

    /** Lines that it may be based on were deleted: its answer, or one that is still to come, is deleted with them. */
    public void withdraw(Instant now) {
        state = RoundState.FAILED;
        finishedAt = now;
        failure = LINES_ERASED;
        sealedContent = null;
    }

    /** Whether it failed permanently. */
    boolean hasFailed() {
        return state == RoundState.FAILED;
    }

    /**
     * Whether the result of the request was recorded. Another one then changes nothing: it is the same one, recorded again because
     * the outcome of the first commit was unknown, or the answer of an attempt that was given up for lost.
     */
    public boolean hasResult() {
        return state == RoundState.DONE || state == RoundState.FAILED && !LINES_ERASED.equals(failure);
    }

    /** Whether the answer is still pending. */
    public boolean isAsked() {
        return state == RoundState.ASKED;
    }

    public UUID id() {
        return id;
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public RoundKind kind() {
        return kind;
    }

    public NoteForm form() {
        return form;
    }

    public String language() {
        return language;
    }

    public RoundState state(Instant now) {
        boolean lost = state == RoundState.ASKED && kind == RoundKind.LIVE && now.isAfter(askedAt.plus(PATIENCE));
        return lost ? RoundState.FAILED : state;
    }

    public Instant askedAt() {
        return askedAt;
    }

    public long lines() {
        return lines;
    }

    /** The model that answered, or the local analyst. */
    public Optional<String> analyst() {
        return Optional.ofNullable(analyst);
    }

    /** Why it failed, or why the local analyst answered instead of a provider. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Empty if there is no answer; an unusable answer contains only the reasons for which it was refused. */
    public Optional<AcceptedInsights> answer(SealingKey key, StoredInsights insights) {
        return Optional.ofNullable(sealedContent).map(content -> insights.read(key.open(content, place())));
    }

    public int storedBytes() {
        return sealedContent == null ? 0 : sealedContent.length;
    }

    private AssociatedData place() {
        return new AssociatedData("insight_round", "sealed_content", id);
    }
}
