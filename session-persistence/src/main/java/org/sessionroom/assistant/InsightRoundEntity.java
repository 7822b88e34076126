package org.sessionroom.assistant;

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

/**
 * One asking of the assistant. It is asked, and then either done, with insights that all cite what they rest on, or failed,
 * with a reason of a closed list; an answer of the house in place of a provider's has such a reason as well. A draft may be asked for several times until then, by the outbox, each time about what was
 * said by then. What stands out so far is asked about once: if no answer came after a while it counts as failed, whatever
 * became of the node that asked.
 */
@Entity
@Table(name = "insight_round")
public class InsightRoundEntity {

    /** The longest an answer may take: several requests of two minutes, each asked twice at most. */
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

    /** @param lines how often the transcript had changed when it was asked about */
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
     * Those that a therapist is shown: of each form the latest draft; of what stands out the latest that was answered, and the
     * latest of all when it is another.
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

    /** Asks once more, about the transcript as it is by now. @param lines how often it has changed */
    public void askAgain(long lines, Instant now) {
        this.lines = lines;
        this.askedAt = now;
    }

    /**
     * There is an answer; it counts once.
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

    /** There was an answer, and nothing of it can be used; why is counted. */
    public void refuse(AcceptedInsights unusable, SealingKey key, Instant now) {
        if (state == RoundState.ASKED) {
            fail(UNUSABLE, now);
            sealedContent = key.seal(StoredInsights.write(unusable, Transcript.EMPTY), place());
        }
    }

    /** @param reason of a closed list, and never what a provider wrote */
    public void fail(String reason, Instant now) {
        if (state == RoundState.ASKED) {
            state = RoundState.FAILED;
            finishedAt = now;
            failure = reason;
        }
    }

    /** Lines it may have rested on were taken back: whatever of it was kept, or is still to come, goes with them. */
    public void withdraw(Instant now) {
        state = RoundState.FAILED;
        finishedAt = now;
        failure = LINES_ERASED;
        sealedContent = null;
    }

    /** Whether it came to nothing, and for good. */
    boolean hasFailed() {
        return state == RoundState.FAILED;
    }

    /** Whether an answer is still waited for. */
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

    /** The model that answered, or the analyst of the house. */
    public Optional<String> analyst() {
        return Optional.ofNullable(analyst);
    }

    /** Why it failed, or why the house answered in place of a provider. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Empty unless there was one; one of which nothing can be used has nothing but what was refused. */
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
