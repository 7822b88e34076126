package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sessionroom.Ids;
import org.sessionroom.participant.Person;
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

/**
 * Has the assistant think: the provider's model where one is set up, and else the analyst of the house, which asks nobody.
 * Nothing of it happens in a transaction, and whoever asks does not wait.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Answering.EXECUTOR, maxAsync = 32)
public class Answering {

    /** Threads of its own: a model that takes a minute must not keep the room's news waiting. */
    static final String EXECUTOR = "java:app/concurrent/assistant";

    private static final String SCHEMA_NAME = "insights";
    private static final int MOST_TOKENS = 4_000;

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
        asking.beginLive(id).ifPresent(this::think);
    }

    /** The draft of a session that has ended. */
    public void draftAtTheEnd(SessionId id, NoteForm form) {
        asking.beginLastDraft(id, form).ifPresent(this::think);
    }

    /**
     * A draft for a session's therapist.
     *
     * @throws SessionRejected CONSENT_MISSING, TOO_FAST while another is being written, or what the rights say
     */
    public void draft(Person person, SessionId id, NoteForm form) {
        think(asking.beginDraft(person, id, form));
    }

    private void think(Asked asked) {
        executor.execute(() -> {
            try {
                asking.finish(asked, answer(asked));
            } catch (ProviderFailure failure) {
                asking.fail(asked, failure.reason().name());
            } catch (Unusable nothing) {
                asking.refuse(asked, nothing.answer);
            } catch (Unwanted takenBack) {
                asking.fail(asked, Rejection.CONSENT_MISSING.name());
            } catch (RuntimeException e) {
                LOG.unexpected(e, asked.round().toString());
                asking.fail(asked, "FAILED");
            }
        });
    }

    private Answered answer(Asked asked) throws ProviderFailure, Unusable, Unwanted {
        return provider.health().state() == ProviderHealth.State.OFF ? ofTheHouse(asked) : ofTheProvider(asked);
    }

    private Answered ofTheHouse(Asked asked) {
        var analyst = new LocalAnalyst(SentimentModel.shipped(), ids);
        LocalAnalysis analysis = analyst.analyse(asked.transcript(), asked.steps(), asked.language());
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
        try (AssistantConnection connection = provider.getConnection()) {
            for (InsightRequest request : requests) {
                parts.add(ask(connection, asked, request));
            }
        }
        return together(parts);
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
            throw new Unusable(second.answer());
        }
        return new Answered(
                second.answer(),
                second.analyst(),
                first.promptTokens() + second.promptTokens(),
                first.completionTokens() + second.completionTokens());
    }

    /** What a provider that does not keep to the schema writes, words around it or a fence, is no JSON and refused as such. */
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
