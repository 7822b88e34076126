package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.analyst.InsightResultService;
import org.sessionroom.analyst.InsightTask;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.RoundKind;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.outbox.Outcome;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.session.SessionId;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.transcript.Transcript;

/** What beans get from the container: the pools and keys of the resource adapter, and their other resources. */
class ResourcesInContainerIT extends InContainer {

    @Inject
    private InsightResultService insightResultService;

    @Inject
    private BeanManager beans;

    @Resource(lookup = SpeechConnectionFactory.JNDI)
    private SpeechConnectionFactory provider;

    @Resource(lookup = AssistantConnectionFactory.JNDI)
    private AssistantConnectionFactory assistant;

    @Deployment
    static EnterpriseArchive application() {
        return application(ResourcesInContainerIT.class);
    }

    @Test
    void aStreamFromThePoolReachesTheProviderWithTheContainersKeyAndIsNobodyElsesAfterwards() throws ProviderFailure {
        byte[] frame = new byte[3200];
        Arrays.fill(frame, (byte) 9);
        for (int stream = 0; stream < 2; stream++) {
            try (SpeechConnection microphone =
                    provider.getConnection(new SpeechSpec(UUID.randomUUID(), "pt-BR", SpeechSpec.RATE))) {
                assertEquals(
                        Appended.ACCEPTED,
                        microphone.append(frame, Instant.now().toEpochMilli()));
                Eventually.holds("answer", () -> provider.health().state() == ProviderHealth.State.UP);
            }
        }
    }

    @Test
    void anAssistantThatIsNotConfiguredIsOff() {
        assertEquals(ProviderHealth.State.OFF, assistant.health().state());
        assertEquals(
                Reason.OFF,
                assertThrows(ProviderFailure.class, assistant::getConnection).reason());
    }

    /** As after a commit whose outcome was unknown, which the assistant repeats. */
    @Test
    void aResultOfTheAssistantThatIsRecordedAgainCountsOnce() {
        SessionId session = started();
        UUID round = UUID.randomUUID();
        records().requestsARound(session.toString(), round);
        Instant now = Instant.now();
        InsightTask task = new InsightTask(
                round,
                Optional.empty(),
                session,
                RoundKind.LIVE,
                NoteForm.SOAP,
                Messages.PORTUGUESE,
                Transcript.EMPTY,
                ListeningTime.whole(now, now),
                List.of());
        for (int i = 0; i < 2; i++) {
            insightResultService.refuse(task, AcceptedInsights.UNREADABLE);
        }
        insightResultService.fail(task, new Outcome.Never("FAILED"), "FAILED");
        assertEquals(
                records()
                        .number(
                                "select length(sealed_content) from insight_round where session_id = ?",
                                session.toString()),
                records().number("select stored_bytes from therapy_session where id = ?", session.toString()));
        assertEquals(
                List.of("ANALYSE DONE LIVE FAILED"),
                records().auditedWithCode(session.toString()).stream()
                        .filter(row -> row.startsWith("ANALYSE"))
                        .toList());
    }

    /** A thread that belongs to no component may be the first to need a bean, for example a thread of the periodic tasks. */
    @Test
    void aBeanGetsItsResourcesInAnyThread() throws InterruptedException {
        List<Class<?>> types = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .filter(type -> type.getName().startsWith("org.sessionroom."))
                .filter(type -> Stream.of(type.getDeclaredFields())
                        .anyMatch(field -> field.isAnnotationPresent(Resource.class)))
                // The container gives a session bean its context in another way.
                .filter(type ->
                        Stream.of(type.getDeclaredFields()).noneMatch(field -> field.getType() == SessionContext.class))
                .filter(type -> type != ResourcesInContainerIT.class)
                .distinct()
                .toList();
        List<String> failed = new ArrayList<>();
        Thread thread = new Thread(() -> types.forEach(type -> {
            try {
                inject(type);
            } catch (RuntimeException e) {
                failed.add(type.getName() + ": " + e);
            }
        }));
        thread.start();
        thread.join();
        assertEquals(List.of(), failed);
        assertTrue(types.size() > 5, types::toString);
    }

    private <T> void inject(Class<T> type) {
        InjectionTarget<T> target =
                beans.getInjectionTargetFactory(beans.createAnnotatedType(type)).createInjectionTarget(null);
        CreationalContext<T> context = beans.createCreationalContext(null);
        target.inject(target.produce(context), context);
    }
}
