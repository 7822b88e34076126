package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.NoSuchEJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.File;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.Messages;
import org.sessionroom.analyst.InsightResultService;
import org.sessionroom.analyst.InsightTask;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentService;
import org.sessionroom.appointment.Booking;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.RoundKind;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.outbox.Outcome;
import org.sessionroom.participant.Person;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.record.ErasureTimer;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionOpeningService;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Transition;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.transcript.Transcript;

/**
 * The assembled application, called from inside WildFly. Times are changed in the database instead of waiting; the
 * application's own timer also runs, which must not change what is recorded.
 */
@ExtendWith(ArquillianExtension.class)
class EarInContainerIT {

    private static final Person PAULO = Person.therapist("paulo");

    @Inject
    private AppointmentService appointmentService;

    @Inject
    private SessionOpeningService sessionOpeningService;

    @Inject
    private SessionLifecycle lifecycle;

    @Inject
    private InsightResultService insightResultService;

    @Inject
    private Instance<SessionConductor> conductors;

    @Inject
    private ErasureTimer erasures;

    @Inject
    private HeardWarnings warnings;

    @Inject
    private FailingObserver failing;

    @Resource(lookup = SpeechConnectionFactory.JNDI)
    private SpeechConnectionFactory provider;

    @Resource(lookup = AssistantConnectionFactory.JNDI)
    private AssistantConnectionFactory assistant;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource dataSource;

    @Resource
    private ManagedExecutorService executor;

    @Deployment
    static EnterpriseArchive application() {
        EnterpriseArchive ear =
                ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("room.application")));
        WebArchive web = ear.getAsType(WebArchive.class, "/session-web.war");
        web.addClasses(
                EarInContainerIT.class, HeardWarnings.class, FailingObserver.class, Records.class, Eventually.class);
        Testable.archiveToTest(web);
        return ear;
    }

    private SessionId open() {
        Booking booking = new Booking(
                "paulo",
                "Dr. Paulo Rezende",
                "Ana Martins",
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                50,
                Messages.PORTUGUESE);
        AppointmentEntity appointment = appointmentService.book(PAULO, UUID.randomUUID(), booking);
        return sessionOpeningService.open(PAULO, appointment.id()).session();
    }

    private SessionId started() {
        SessionId session = open();
        lifecycle.move(PAULO, session, Transition.START, Optional.empty());
        return session;
    }

    private Records records() {
        return new Records(dataSource);
    }

    private List<String> steps(SessionId session) {
        return records().steps(session.toString());
    }

    private SessionStatus status(SessionId session) {
        return lifecycle.read(PAULO, session).status();
    }

    @Test
    void aConductorLeadsTheSessionFromEnteringToLeaving() {
        SessionId session = open();
        SessionConductor conductor = conductors.get();
        assertEquals(2, conductor.enter(PAULO, session).people().size());
        assertEquals(SessionStatus.ACTIVE, conductor.start().status());
        assertEquals(SessionStatus.PAUSED, conductor.pause().status());
        assertEquals(
                Rejection.WRONG_STATE,
                assertThrows(SessionRejected.class, conductor::pause).rejection());
        assertEquals(SessionStatus.ACTIVE, conductor.resume().status());
        conductor.leave();
        assertThrows(NoSuchEJBException.class, conductor::pause);
        assertEquals(SessionStatus.ACTIVE, status(session));
        assertTrue(records().audited(session.toString()).containsAll(List.of("ROOM_JOINED DONE", "ROOM_LEFT DONE")));
    }

    @Test
    void aConductorWithoutASeatLeavesQuietly() {
        SessionConductor conductor = conductors.get();
        conductor.leave();
        assertThrows(NoSuchEJBException.class, conductor::leave);
    }

    @Test
    void anotherTherapistCannotEnter() {
        SessionId session = open();
        SessionConductor conductor = conductors.get();
        var refusal = assertThrows(SessionRejected.class, () -> conductor.enter(Person.therapist("helena"), session));
        assertEquals(Rejection.NOT_YOURS, refusal.rejection());
        assertTrue(records().audited(session.toString()).contains("ENTER_ROOM REFUSED"));
    }

    @Test
    void afterTwoHoursThePausedSessionIsResumedAndCompleted() {
        SessionId session = started();
        lifecycle.move(PAULO, session, Transition.PAUSE, Optional.empty());
        records().age(session.toString(), "first_active_at", "2 hours");
        lifecycle.keepTime();
        Eventually.holds("end", () -> status(session) == SessionStatus.COMPLETED);
        lifecycle.keepTime();
        assertEquals(List.of("PENDING>ACTIVE", "ACTIVE>PAUSED", "PAUSED>ACTIVE", "ACTIVE>COMPLETED"), steps(session));
    }

    @Test
    void justBeforeTwoHoursNothingEnds() {
        SessionId session = started();
        records().age(session.toString(), "first_active_at", "119 minutes");
        lifecycle.keepTime();
        assertEquals(SessionStatus.ACTIVE, status(session));
    }

    @Test
    void aDesertedSessionPausesOnce() {
        SessionId session = started();
        records().age(session.toString(), "last_present_at", "5 minutes");
        lifecycle.keepTime();
        Eventually.holds("pause", () -> status(session) == SessionStatus.PAUSED);
        lifecycle.keepTime();
        assertEquals(List.of("PENDING>ACTIVE", "ACTIVE>PAUSED"), steps(session));
    }

    @Test
    void warningsAreGivenOnceEach() {
        SessionId session = started();
        records().age(session.toString(), "first_active_at", "110 minutes");
        lifecycle.keepTime();
        Eventually.holds("first warning", () -> !warnings.of(session).isEmpty());
        lifecycle.keepTime();
        assertEquals(List.of(10), warnings.of(session));

        records().age(session.toString(), "first_active_at", "118 minutes");
        lifecycle.keepTime();
        Eventually.holds("last warning", () -> warnings.of(session).size() > 1);
        lifecycle.keepTime();
        assertEquals(List.of(10, 2), warnings.of(session));
    }

    @Test
    void anObserverThatFailsKeepsNoOtherFromACommittedEvent() {
        SessionId session = started();
        records().age(session.toString(), "first_active_at", "110 minutes");
        lifecycle.keepTime();
        Eventually.holds("warning", () -> !warnings.of(session).isEmpty());
        assertEquals(1, failing.times(session));
    }

    @Test
    void sweepsAtTheSameTimeDoEachStepOnce() throws Exception {
        List<SessionId> sessions =
                IntStream.range(0, 20).mapToObj(i -> started()).toList();
        sessions.forEach(session -> records().age(session.toString(), "first_active_at", "2 hours"));
        var together = new CountDownLatch(1);
        List<? extends Future<?>> sweeps = IntStream.range(0, 4)
                .mapToObj(i -> executor.submit(() -> {
                    together.await();
                    return lifecycle.keepTime();
                }))
                .toList();
        together.countDown();
        for (Future<?> sweep : sweeps) {
            sweep.get();
        }
        for (SessionId session : sessions) {
            Eventually.holds("end", () -> status(session) == SessionStatus.COMPLETED);
            assertEquals(List.of("PENDING>ACTIVE", "ACTIVE>COMPLETED"), steps(session));
        }
    }

    @Test
    void whatPeopleWerePromisedIsErasedInItsTimeAndNothingElse() {
        SessionId session = started();
        lifecycle.move(PAULO, session, Transition.COMPLETE, Optional.empty());
        String id = session.toString();
        records().keepsSomething(id);
        assertEquals(List.of(1L, 1L, 1L, 2L), keptAfter(id, "29 days"));
        assertEquals(List.of(0L, 0L, 1L, 1L), keptAfter(id, "31 days"));
        assertEquals(List.of(0L, 0L, 1L, 1L), keptAfter(id, "89 days"));
        assertEquals(List.of(0L, 0L, 0L, 0L), keptAfter(id, "91 days"));
        records().keepsARound(id);
        assertEquals(List.of(0L, 0L, 0L, 0L), keptAfter(id, "92 days"));
        assertEquals(
                List.of("ERASED DONE TRANSCRIPT", "ERASED DONE ANALYSIS", "ERASED DONE ANALYSIS"),
                records().auditedWithCode(id).stream()
                        .filter(row -> row.startsWith("ERASED"))
                        .toList());
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

    private List<Long> keptAfter(String session, String interval) {
        records().age(session, "ended_at", interval);
        for (int i = 0; i < 2; i++) {
            erasures.eraseOverdue();
        }
        return records().kept(session);
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
}
