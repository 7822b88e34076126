package org.sessionroom.analyst;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.sessionroom.Ids;
import org.sessionroom.Messages;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.database.Outage;
import org.sessionroom.health.UnexpectedFailures;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightResult;
import org.sessionroom.insight.RoundKind;
import org.sessionroom.limit.Bulkheads;
import org.sessionroom.outbox.Carrier;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.Outcome;
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.sentiment.SentimentModel;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionPeople;

/**
 * Carries out rounds of the assistant: with the provider's model if one is configured, otherwise with the local analyst.
 * It runs outside any transaction, and callers do not wait for the result.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = InsightCarrier.EXECUTOR, maxAsync = 32)
public class InsightCarrier implements Carrier {

    /** Separate threads: a model that takes a minute must not delay other work. */
    static final String EXECUTOR = "java:global/session-room/assistant";

    /** A therapist with many sessions must not take all of the provider's connections, eight unless configured otherwise. */
    private static final int MOST_OF_A_THERAPIST = 3;

    private static final String SCHEMA_NAME = "insights";
    private static final int MOST_TOKENS = 4_000;

    /** How often a request that is too long is halved: into eight pieces at most. */
    private static final int MOST_HALVINGS = 3;

    private static final String FAILED = "FAILED";

    private static final Duration PATIENCE_OF_STORING = Duration.ofMinutes(2);

    /** No further request begins after this time: the last one, and storing the answer, then end within the attempt's deadline. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Resource(lookup = AssistantConnectionFactory.JNDI)
    private AssistantConnectionFactory provider;

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @EJB
    private InsightService insightService;

    @EJB
    private InsightResultService insightResultService;

    @EJB
    private SessionPeople people;

    @Inject
    private Ids ids;

    private final Bulkheads<String> rounds = new Bulkheads<>(MOST_OF_A_THERAPIST);

    /** Requests insights during the session, if a round is due. */
    public void askLive(SessionId id) {
        String therapist = people.therapist(id);
        if (!rounds.enter(therapist)) {
            return;
        }
        boolean thinking = false;
        try {
            Optional<InsightTask> due = insightService.beginLive(id);
            due.ifPresent(task -> executor.execute(() -> thinkAndLeave(task, therapist)));
            thinking = due.isPresent();
        } finally {
            if (!thinking) {
                rounds.leave(therapist);
            }
        }
    }

    private void thinkAndLeave(InsightTask task, String therapist) {
        try {
            think(task);
        } finally {
            rounds.leave(therapist);
        }
    }

    @Override
    public boolean carries(OutboxKind kind) {
        return kind == OutboxKind.DRAFT;
    }

    @Override
    public Executor threads() {
        return executor;
    }

    /** Requests a draft. One beyond the therapist's limit is put off, so that the next look finds those of others. */
    @Override
    public void carry(UUID entry) {
        Optional<String> therapist = insightService.sessionOf(entry).map(people::therapist);
        if (therapist.isEmpty()) {
            return;
        }
        if (!rounds.enter(therapist.get())) {
            insightResultService.postpone(entry);
            return;
        }
        try {
            insightService.takeUp(entry).ifPresent(this::think);
        } finally {
            rounds.leave(therapist.get());
        }
    }

    @Override
    public void putOff(UUID entry) {
        insightResultService.putOff(entry);
    }

    private void think(InsightTask task) {
        try {
            InsightResult result = answer(task);
            store(() -> insightResultService.finish(task, result));
        } catch (ProviderFailure failure) {
            // Only temporary failures come here; for all others the local analyst has answered.
            String reason = failure.reason().name();
            store(() -> insightResultService.fail(task, new Outcome.Later(reason, failure.retryAfter()), reason));
        } catch (Unusable nothing) {
            store(() -> insightResultService.refuse(task, nothing.answer));
        } catch (Unwanted takenBack) {
            store(() -> insightResultService.fail(task, new Outcome.Unwanted(), Rejection.CONSENT_MISSING.name()));
        } catch (RuntimeException e) {
            if (DatabaseTrouble.in(e).isEmpty()) {
                UnexpectedFailures.log(e, task.round().toString());
                store(() -> insightResultService.fail(task, new Outcome.Never(FAILED), FAILED));
            } else {
                store(() -> insightResultService.fail(task, new Outcome.Later(FAILED), FAILED));
            }
        }
    }

    /** Retries, so that an answer is not lost because the database is unavailable at the moment. */
    private static void store(Runnable step) {
        Outage.outlast(PATIENCE_OF_STORING, step);
    }

    /** After a permanent failure of the provider the local analyst answers, with the reason. */
    private InsightResult answer(InsightTask task) throws ProviderFailure, Unusable, Unwanted {
        if (provider.health().state() == ProviderHealth.State.OFF) {
            return ofTheHouse(task);
        }
        try {
            return ofTheProvider(task);
        } catch (ProviderFailure failure) {
            if (failure.reason().remedy() == Reason.Remedy.TIME) {
                throw failure;
            }
            return ofTheHouse(task).because(failure.reason().name());
        }
    }

    private InsightResult ofTheHouse(InsightTask task) {
        var analyst = new LocalAnalyst(SentimentModel.shipped(), ids);
        LocalAnalysis analysis =
                analyst.analyse(task.transcript(), task.listening(), task.steps(), Messages.in(task.language())::text);
        Stream<Insight> notes = task.kind() == RoundKind.DRAFT
                ? analyst.draft(task.transcript(), analysis, task.form()).sections().stream()
                        .flatMap(section -> section.insights().stream())
                : Stream.empty();
        List<Insight> all = Stream.concat(analysis.insights().stream(), notes).toList();
        return new InsightResult(new AcceptedInsights(all, List.of()), InsightResult.HOUSE, 0, 0);
    }

    private InsightResult ofTheProvider(InsightTask task) throws ProviderFailure, Unusable, Unwanted {
        String language = task.language().toLanguageTag();
        List<InsightRequest> requests = task.kind() == RoundKind.DRAFT
                ? InsightRequest.whole(task.transcript(), task.steps(), task.form(), language)
                : List.of(InsightRequest.newest(task.transcript(), task.steps(), task.form(), language));
        var parts = new ArrayList<InsightResult>();
        long begun = System.nanoTime();
        try (AssistantConnection connection = provider.getConnection()) {
            for (InsightRequest request : requests) {
                parts.add(askInPieces(connection, task, request, MOST_HALVINGS, begun));
            }
        }
        return together(parts);
    }

    /**
     * Sends the request; if the answer did not fit, sends two smaller pieces instead, as often as the limits and the time allow.
     *
     * @param begun when the first piece was sent
     */
    private InsightResult askInPieces(
            AssistantConnection connection, InsightTask task, InsightRequest request, int halvings, long begun)
            throws ProviderFailure, Unusable, Unwanted {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new ProviderFailure(Reason.TIMED_OUT);
        }
        try {
            return ask(connection, task, request);
        } catch (ProviderFailure failure) {
            List<InsightRequest> halves = failure.reason() == Reason.CUT_SHORT && halvings > 0
                    ? request.halves(
                            task.transcript(), task.steps(), task.language().toLanguageTag())
                    : List.of();
            if (halves.isEmpty()) {
                throw failure;
            }
            var parts = new ArrayList<InsightResult>();
            for (InsightRequest half : halves) {
                parts.add(askInPieces(connection, task, half, halvings - 1, begun));
            }
            return together(parts);
        }
    }

    /** Sends the request, and once more if no statement of the answer is usable. */
    private InsightResult ask(AssistantConnection connection, InsightTask task, InsightRequest request)
            throws ProviderFailure, Unusable, Unwanted {
        var reader = new InsightReader(request, ids);
        InsightResult first = result(connection, task, request, reader, request.instructions());
        if (!first.answer().wantsRepair()) {
            return first;
        }
        String repair = request.instructions() + "\n"
                + InsightRequest.repairInstructions(first.answer().refused());
        InsightResult second = result(connection, task, request, reader, repair);
        if (second.answer().wantsRepair()) {
            connection.useless();
            throw new Unusable(second.answer());
        }
        return new InsightResult(
                second.answer(),
                second.analyst(),
                first.promptTokens() + second.promptTokens(),
                first.completionTokens() + second.completionTokens());
    }

    /** If a provider writes something else than JSON, the answer is refused as NOT_JSON. */
    private InsightResult result(
            AssistantConnection connection,
            InsightTask task,
            InsightRequest request,
            InsightReader reader,
            String instructions)
            throws ProviderFailure, Unwanted {
        try {
            Completion completion = complete(connection, task, request, instructions);
            return new InsightResult(
                    reader.read(completion.json()),
                    completion.model(),
                    completion.promptTokens(),
                    completion.completionTokens());
        } catch (ProviderFailure failure) {
            if (failure.reason() != Reason.NOT_JSON) {
                throw failure;
            }
            return new InsightResult(AcceptedInsights.UNREADABLE, "", 0, 0);
        }
    }

    /** Nothing is sent after a consent was withdrawn, or after words in the request were deleted. */
    private Completion complete(
            AssistantConnection connection, InsightTask task, InsightRequest request, String instructions)
            throws ProviderFailure, Unwanted {
        if (!insightResultService.isStillWanted(task)) {
            throw new Unwanted();
        }
        String language = task.language().toLanguageTag();
        return connection.complete(new CompletionRequest(
                instructions, request.data(), SCHEMA_NAME, InsightRequest.SCHEMA, MOST_TOKENS, language));
    }

    private static InsightResult together(List<InsightResult> parts) {
        return parts.stream()
                .reduce((one, next) -> new InsightResult(
                        one.answer().and(next.answer()),
                        next.analyst(),
                        one.promptTokens() + next.promptTokens(),
                        one.completionTokens() + next.completionTokens()))
                .orElseGet(
                        () -> new InsightResult(new AcceptedInsights(List.of(), List.of()), InsightResult.HOUSE, 0, 0));
    }

    /** Somebody has withdrawn a consent, or deleted what they said. */
    private static final class Unwanted extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** No statement of the answer is usable. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient AcceptedInsights answer;

        Unusable(AcceptedInsights answer) {
            this.answer = answer;
        }
    }
}
