package org.sessionroom.analyst;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.audit.AuditService;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.consent.Purpose;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.insight.InsightRoundRepository;
import org.sessionroom.insight.StoredInsights;
import org.sessionroom.measures.TalkMeasures;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.outbox.OutboxState;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.safety.MentionReviewEntity.Reviewed;
import org.sessionroom.safety.MentionReviewRepository;
import org.sessionroom.safety.SafetyCategory;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptRepository;
import org.sessionroom.transcript.UtteranceId;

/** Analyses a session for its therapist: from timestamps and the journal, and if both agreed, from the words. */
@Stateless
public class AnalysisService {

    @Inject
    private ConsentRepository consents;

    @Inject
    private SessionMaterial material;

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private Readings readings;

    @Inject
    private MentionReviewRepository reviews;

    @Inject
    private InsightRoundRepository rounds;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Clock clock;

    /**
     * The session's analysis up to now.
     *
     * @throws SessionRejected if the person may not see it
     */
    public Analysis read(Person person, SessionId id) {
        TherapySessionEntity session =
                gate.find(Action.READ_ANALYSIS, person, id).session();
        Instant to = session.endedAt().orElseGet(clock::instant);
        Instant from = session.startedAt().orElse(to);
        // Loads the rounds first, then the transcript and then its changes, so that no position refers to a newer text.
        List<InsightRoundEntity> asked = rounds.of(id);
        Transcript transcript = material.transcript(id);
        boolean agreed = consents.given(id).byBoth(Purpose.AI_ANALYSIS);
        return new Analysis(
                material.clients(id),
                TalkMeasures.of(transcript.withoutDoubts(), material.listening(id, to), from, to),
                material.field(id, from, to),
                agreed ? Optional.of(reading(id, transcript)) : Optional.empty(),
                agreed ? rounds(id, asked, transcript) : List.of());
    }

    private List<Analysis.Round> rounds(SessionId id, List<InsightRoundEntity> asked, Transcript transcript) {
        Instant now = clock.instant();
        Optional<SealingKey> key = keys.find(id.value(), RetentionClass.ANALYSIS);
        Map<UUID, OutboxEntity> drafts = outbox.drafts(id);
        return InsightRoundEntity.thatCount(asked, now).stream()
                .map(round -> {
                    var insights = new StoredInsights(transcript, transcripts.changed(id, round.lines()));
                    return new Analysis.Round(
                            round,
                            round.state(now),
                            key.flatMap(opened -> round.answer(opened, insights)),
                            Optional.ofNullable(drafts.get(round.id()))
                                    .map(OutboxEntity::progress)
                                    .filter(progress -> progress.state() == OutboxState.WAITING));
                })
                .toList();
    }

    private Analysis.Reading reading(SessionId id, Transcript transcript) {
        // A tone of words that nobody spoke would be invented; but a mention must not be missed because of a doubt.
        Transcript certain = transcript.withoutDoubts();
        Map<UtteranceId, Sentiment> sentiments = new LinkedHashMap<>();
        certain.utterances()
                .forEach(said -> sentiments.put(said.id(), readings.of(said).sentiment()));
        Set<Reviewed> reviewed = keys.find(id.value(), RetentionClass.TRANSCRIPT)
                .map(key -> reviews.of(id, key))
                .orElse(Set.of());
        List<Analysis.Mention> mentions = transcript.utterances().stream()
                .flatMap(said -> readings.of(said).mentions().stream()
                        .map(mention -> new Analysis.Mention(mention, said, reviewed.contains(Reviewed.of(mention)))))
                .toList();
        return new Analysis.Reading(sentiments, SentimentArc.of(certain, said -> sentiments.get(said.id())), mentions);
    }

    /**
     * Records that the therapist has seen a mention in an utterance. It has no other effect.
     *
     * @throws SessionRejected NOT_FOUND if there is no such mention, or because of the person's rights
     */
    public void review(Person person, SessionId id, UtteranceId utterance, SafetyCategory category) {
        TherapySessionEntity session =
                gate.lock(Action.REVIEW_MENTION, person, id).session();
        if (!isMentioned(id, utterance, category)) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
        reviews.add(
                id, new Reviewed(utterance, category), keys.of(id.value(), RetentionClass.TRANSCRIPT), clock.instant());
        auditService.done(person, Action.REVIEW_MENTION, id, session.appointmentId());
    }

    private boolean isMentioned(SessionId id, UtteranceId utterance, SafetyCategory category) {
        return consents.given(id).byBoth(Purpose.AI_ANALYSIS)
                && material.transcript(id).utterance(utterance).stream()
                        .flatMap(said -> readings.of(said).mentions().stream())
                        .anyMatch(mention -> mention.category() == category);
    }
}
