package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.sessionroom.Ids;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.database.Outage;
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
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;

/**
 * Has the assistant think: the provider's model where one is set up, and else the analyst of the house, which asks nobody.
 * Nothing of it happens in a transaction, and whoever asks does not wait.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Answering.EXECUTOR, maxAsync = 32)
public class Answering implements Carrier {

    /** Threads of its own: a model that takes a minute must not keep the room's news waiting. */
    static final String EXECUTOR = "java:app/concurrent/assistant";

    private static final String SCHEMA_NAME = "insights";
    private static final int MOST_TOKENS = 4_000;

    /** How often a question that does not fit is divided: into eight pieces at most. */
    private static final int MOST_HALVINGS = 3;

    private static final String FAILED = "FAILED";

    private static final Duration PATIENCE_OF_STORING = Duration.ofMinutes(2);

    /** After so long no further request is begun: with the last one, and storing the answer, a try ends within its deadline. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @Resource(lookup = AssistantConnectionFactory.JNDI)
    private AssistantConnectionFactory provider;

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService executor;

    @EJB
    private AskingAssistant asking;

    @Inject
    private Ids ids;

    /** What stands out in a session so far, if it is time to ask. */
    public void askLive(SessionId id) {
        asking.beginLive(id).ifPresent(asked -> executor.execute(() -> think(asked)));
    }

    @Override
    public boolean carries(OutboxKind kind) {
        return kind == OutboxKind.DRAFT;
    }

    @Override
    public Executor threads() {
        return executor;
    }

    /** A draft. */
    @Override
    public void carry(UUID entry) {
        asking.takeUp(entry).ifPresent(this::think);
    }

    @Override
    public void putOff(UUID entry) {
        asking.putOff(entry);
    }

    private void think(Asked asked) {
        try {
            Answered answered = answer(asked);
            store(() -> asking.finish(asked, answered));
        } catch (ProviderFailure failure) {
            // What time does not heal, the house has answered.
            String reason = failure.reason().name();
            store(() -> asking.fail(asked, new Outcome.Later(reason, failure.retryAfter()), reason));
        } catch (Unusable nothing) {
            store(() -> asking.refuse(asked, nothing.answer));
        } catch (Unwanted takenBack) {
            store(() -> asking.fail(asked, new Outcome.Unwanted(), Rejection.CONSENT_MISSING.name()));
        } catch (RuntimeException e) {
            if (DatabaseTrouble.in(e).isEmpty()) {
                LOG.unexpected(e, asked.round().toString());
                store(() -> asking.fail(asked, new Outcome.Never(FAILED), FAILED));
            } else {
                store(() -> asking.fail(asked, new Outcome.Later(FAILED), FAILED));
            }
        }
    }

    /** What was thought is not lost because the database cannot take it at the moment. */
    private static void store(Runnable step) {
        Outage.outlast(PATIENCE_OF_STORING, step);
    }

    /** What time does not heal, the house answers in place of the provider, and says why. */
    private Answered answer(Asked asked) throws ProviderFailure, Unusable, Unwanted {
        if (provider.health().state() == ProviderHealth.State.OFF) {
            return ofTheHouse(asked);
        }
        try {
            return ofTheProvider(asked);
        } catch (ProviderFailure failure) {
            if (failure.reason().remedy() == Reason.Remedy.TIME) {
                throw failure;
            }
            return ofTheHouse(asked).because(failure.reason().name());
        }
    }

    private Answered ofTheHouse(Asked asked) {
        var analyst = new LocalAnalyst(SentimentModel.shipped(), ids);
        LocalAnalysis analysis =
                analyst.analyse(asked.transcript(), asked.listening(), asked.steps(), asked.language());
        Stream<Insight> notes = asked.kind() == RoundKind.DRAFT
                ? analyst.draft(asked.transcript(), analysis, asked.form()).sections().stream()
                        .flatMap(section -> section.insights().stream())
                : Stream.empty();
        List<Insight> all = Stream.concat(analysis.insights().stream(), notes).toList();
        return new Answered(new InsightAnswer(all, List.of()), Answered.HOUSE, 0, 0);
    }

    private Answered ofTheProvider(Asked asked) throws ProviderFailure, Unusable, Unwanted {
        String language = asked.language().toLanguageTag();
        List<InsightRequest> requests = asked.kind() == RoundKind.DRAFT
                ? InsightRequest.whole(asked.transcript(), asked.steps(), asked.form(), language)
                : List.of(InsightRequest.newest(asked.transcript(), asked.steps(), asked.form(), language));
        var parts = new ArrayList<Answered>();
        long begun = System.nanoTime();
        try (AssistantConnection connection = provider.getConnection()) {
            for (InsightRequest request : requests) {
                parts.add(askInPieces(connection, asked, request, MOST_HALVINGS, begun));
            }
        }
        return together(parts);
    }

    /**
     * Asks, and where the answer did not fit, again in two smaller pieces, as often as may be and as there is time for.
     *
     * @param begun when the first piece of all was asked about
     */
    private Answered askInPieces(
            AssistantConnection connection, Asked asked, InsightRequest request, int halvings, long begun)
            throws ProviderFailure, Unusable, Unwanted {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new ProviderFailure(Reason.TIMED_OUT);
        }
        try {
            return ask(connection, asked, request);
        } catch (ProviderFailure failure) {
            List<InsightRequest> halves = failure.reason() == Reason.CUT_SHORT && halvings > 0
                    ? request.halves(
                            asked.transcript(), asked.steps(), asked.language().toLanguageTag())
                    : List.of();
            if (halves.isEmpty()) {
                throw failure;
            }
            var parts = new ArrayList<Answered>();
            for (InsightRequest half : halves) {
                parts.add(askInPieces(connection, asked, half, halvings - 1, begun));
            }
            return together(parts);
        }
    }

    /** Asks, and once more when nothing of the answer can be used. */
    private Answered ask(AssistantConnection connection, Asked asked, InsightRequest request)
            throws ProviderFailure, Unusable, Unwanted {
        var reader = new InsightReader(request, ids);
        Answered first = answered(connection, asked, request, reader, request.instructions());
        if (!first.answer().wantsRepair()) {
            return first;
        }
        String repair = request.instructions() + "\n"
                + InsightRequest.repairInstructions(first.answer().refused());
        Answered second = answered(connection, asked, request, reader, repair);
        if (second.answer().wantsRepair()) {
            connection.useless();
            throw new Unusable(second.answer());
        }
        return new Answered(
                second.answer(),
                second.analyst(),
                first.promptTokens() + second.promptTokens(),
                first.completionTokens() + second.completionTokens());
    }

    /** What a provider that does not keep to the schema writes in place of JSON is refused as such. */
    private Answered answered(
            AssistantConnection connection,
            Asked asked,
            InsightRequest request,
            InsightReader reader,
            String instructions)
            throws ProviderFailure, Unwanted {
        try {
            Completion completion = complete(connection, asked, request, instructions);
            return new Answered(
                    reader.read(completion.json()),
                    completion.model(),
                    completion.promptTokens(),
                    completion.completionTokens());
        } catch (ProviderFailure failure) {
            if (failure.reason() != Reason.NOT_JSON) {
                throw failure;
            }
            return new Answered(InsightAnswer.UNREADABLE, "", 0, 0);
        }
    }

    /** Nothing leaves the house once a consent was taken back, or words that are in the request. */
    private Completion complete(
            AssistantConnection connection, Asked asked, InsightRequest request, String instructions)
            throws ProviderFailure, Unwanted {
        if (!asking.isStillWanted(asked)) {
            throw new Unwanted();
        }
        String language = asked.language().toLanguageTag();
        return connection.complete(new CompletionRequest(
                instructions, request.data(), SCHEMA_NAME, InsightRequest.SCHEMA, MOST_TOKENS, language));
    }

    private static Answered together(List<Answered> parts) {
        return parts.stream()
                .reduce((one, next) -> new Answered(
                        one.answer().and(next.answer()),
                        next.analyst(),
                        one.promptTokens() + next.promptTokens(),
                        one.completionTokens() + next.completionTokens()))
                .orElseGet(() -> new Answered(new InsightAnswer(List.of(), List.of()), Answered.HOUSE, 0, 0));
    }

    /** Somebody has taken back a consent, or what they said. */
    private static final class Unwanted extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Nothing of what was answered can be used. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient InsightAnswer answer;

        Unusable(InsightAnswer answer) {
            this.answer = answer;
        }
    }
}
