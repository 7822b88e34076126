package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.NoSuchEJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.Person;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionConductor;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLimits;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Transition;
import org.sessionroom.tests.driver.Eventually;

/** The lifecycle of a session: the conductor, the limits of time, and events after the commit. */
class SessionInContainerIT extends InContainer {

    @Inject
    private Instance<SessionConductor> conductors;

    @Inject
    private HeardEvents heard;

    @Inject
    private FailingObserver failing;

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    private ManagedExecutorService executor;

    @Deployment
    static EnterpriseArchive application() {
        return application(SessionInContainerIT.class, HeardEvents.class, FailingObserver.class);
    }

    @Test
    void aSessionIsPausedSoOftenAndCanStillBeEnded() {
        SessionId session = started();
        for (int i = 0; i < SessionLimits.PAUSES; i++) {
            lifecycle.move(PAULO, session, Transition.PAUSE, Optional.empty());
            lifecycle.move(PAULO, session, Transition.RESUME, Optional.empty());
        }
        assertEquals(
                Rejection.TOO_OFTEN,
                assertThrows(
                                SessionRejected.class,
                                () -> lifecycle.move(PAULO, session, Transition.PAUSE, Optional.empty()))
                        .rejection());
        lifecycle.move(PAULO, session, Transition.COMPLETE, Optional.empty());
        assertEquals(SessionStatus.COMPLETED, status(session));
    }

    @Test
    void aConductorLeadsTheSessionFromEnteringToLeaving() {
        SessionId session = open();
        SessionConductor conductor = conductors.get();
        assertEquals(2, conductor.enter(PAULO, session).people().size());
        conductor.start();
        assertEquals(SessionStatus.ACTIVE, status(session));
        conductor.pause();
        assertEquals(SessionStatus.PAUSED, status(session));
        assertEquals(
                Rejection.WRONG_STATE,
                assertThrows(SessionRejected.class, conductor::pause).rejection());
        conductor.resume();
        assertEquals(SessionStatus.ACTIVE, status(session));
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
        Eventually.holds("first warning", () -> !heard.warnings(session).isEmpty());
        lifecycle.keepTime();
        assertEquals(List.of(10), heard.warnings(session));

        records().age(session.toString(), "first_active_at", "118 minutes");
        lifecycle.keepTime();
        Eventually.holds("last warning", () -> heard.warnings(session).size() > 1);
        lifecycle.keepTime();
        assertEquals(List.of(10, 2), heard.warnings(session));
    }

    @Test
    void anObserverThatFailsKeepsNoOtherFromACommittedEvent() {
        SessionId session = started();
        records().age(session.toString(), "first_active_at", "110 minutes");
        lifecycle.keepTime();
        Eventually.holds("warning", () -> !heard.warnings(session).isEmpty());
        assertEquals(1, failing.times(session));
    }

    @Test
    void onlyACommittedStepIsAnnounced() throws Exception {
        SessionId session = open();
        transaction.begin();
        lifecycle.move(PAULO, session, Transition.START, Optional.empty());
        transaction.rollback();
        assertEquals(SessionStatus.PENDING, status(session));
        assertEquals(List.of(), steps(session));
        assertEquals(List.of(), heard.states(session));

        transaction.begin();
        lifecycle.move(PAULO, session, Transition.START, Optional.empty());
        assertEquals(List.of(), heard.states(session));
        transaction.commit();
        assertEquals(List.of(SessionStatus.ACTIVE), heard.states(session));
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
}
