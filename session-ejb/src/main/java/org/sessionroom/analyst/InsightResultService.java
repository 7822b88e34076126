package org.sessionroom.analyst;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.InsightResult;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.insight.InsightRoundRepository;
import org.sessionroom.insight.InsightsChanged;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.outbox.OutboxState;
import org.sessionroom.outbox.Outcome;
import org.sessionroom.outbox.Progress;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.TherapySessionEntity;

/**
 * Records the results of the assistant's rounds, in one transaction each, with the session's row locked. A result that is recorded again,
 * because the outcome of the first commit was unknown, counts once.
 */
@Stateless
public class InsightResultService {

    private static final Duration UNTIL_ITS_TURN = Duration.ofSeconds(10);

    @Inject
    private CommittedLog log;

    @Inject
    private SessionRepository sessions;

    @Inject
    private ConsentRepository consents;

    @Inject
    private InsightRoundRepository rounds;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private RoundEnd roundEnd;

    @Inject
    private Event<InsightsChanged> changes;

    @Inject
    private Clock clock;

    /** Whether an answer is still wanted: a consent may have been withdrawn, or a line deleted, during the request. */
    public boolean isStillWanted(InsightTask task) {
        return rounds.get(task.round()).isAsked() && isAgreed(task);
    }

    /** Stores an answer, unless a consent was withdrawn or a line deleted meanwhile. */
    public void finish(InsightTask task, InsightResult result) {
        TherapySessionEntity session = sessions.lock(task.session());
        InsightRoundEntity round = rounds.get(task.round());
        if (round.hasResult()) {
            return;
        }
        Instant now = clock.instant();
        if (isAgreed(task)) {
            round.finish(result, task.transcript(), keys.ofOrNew(task.session().value(), RetentionClass.ANALYSIS), now);
            session.countStored(round.storedBytes());
        } else {
            round.fail(Rejection.CONSENT_MISSING.name(), now);
        }
        entry(task, new Outcome.Done());
        roundEnd.record(session, round);
    }

    /** Both answers were unusable. */
    public void refuse(InsightTask task, AcceptedInsights unusable) {
        TherapySessionEntity session = sessions.lock(task.session());
        InsightRoundEntity round = rounds.get(task.round());
        if (round.hasResult()) {
            return;
        }
        SealingKey key = keys.ofOrNew(task.session().value(), RetentionClass.ANALYSIS);
        round.refuse(unusable, key, clock.instant());
        session.countStored(round.storedBytes());
        entry(task, new Outcome.Never(round.failure().orElse("UNUSABLE")));
        roundEnd.record(session, round);
    }

    /**
     * There is no answer. A draft that failed temporarily is requested again later.
     *
     * @param outcome permanent, temporary, or because the round is obsolete
     * @param reason from a closed list
     */
    public void fail(InsightTask task, Outcome outcome, String reason) {
        TherapySessionEntity session = sessions.lock(task.session());
        InsightRoundEntity round = rounds.get(task.round());
        if (round.hasResult()) {
            return;
        }
        Optional<OutboxEntity> entry = entry(task, outcome);
        if (entry.map(OutboxEntity::state).filter(OutboxState.WAITING::equals).isPresent()) {
            Progress progress = entry.get().progress();
            log.write(line -> line.triedInVain(
                    session.id(),
                    progress.kind(),
                    progress.attempts(),
                    reason,
                    progress.nextTry().orElse(null)));
            changes.fire(new InsightsChanged(session.id()));
            return;
        }
        round.fail(reason, clock.instant());
        roundEnd.record(session, round);
    }

    /** An attempt failed because of an error on our side. */
    public void putOff(UUID id) {
        outbox.sessionOf(id).map(sessions::lock).ifPresent(session -> outbox.lock(id)
                .ifPresent(entry -> {
                    entry.putOff(ThreadLocalRandom.current().nextDouble(), clock.instant());
                    if (entry.state() == OutboxState.FAILED) {
                        roundEnd.giveUp(
                                session, entry, rounds.get(entry.roundId().orElseThrow()));
                    }
                }));
    }

    /** The therapist has enough drafts under way; this one waits for its turn. */
    public void postpone(UUID id) {
        outbox.lockIfFree(id).ifPresent(entry -> entry.postpone(UNTIL_ITS_TURN, clock.instant()));
    }

    private boolean isAgreed(InsightTask task) {
        return consents.given(task.session()).allowAnalysis();
    }

    /** Records the result of the attempt in the outbox, for rounds that have an entry there. */
    private Optional<OutboxEntity> entry(InsightTask task, Outcome outcome) {
        Optional<OutboxEntity> entry = task.attempt().flatMap(attempt -> outbox.lock(attempt.entry()));
        entry.ifPresent(tried -> tried.end(
                task.attempt().orElseThrow().number(),
                outcome,
                ThreadLocalRandom.current().nextDouble(),
                clock.instant()));
        return entry;
    }
}
