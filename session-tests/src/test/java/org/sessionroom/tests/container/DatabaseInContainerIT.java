package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.sessionroom.identity.LoginEntity;
import org.sessionroom.identity.LoginEntity.ProviderSession;
import org.sessionroom.identity.LoginService;
import org.sessionroom.identity.LogoutToken;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.record.ErasureService;
import org.sessionroom.record.ErasureTimer;
import org.sessionroom.record.LegalHoldService;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionPresence;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Transition;

/** The real database: erasure in its time, and transactions that meet. */
class DatabaseInContainerIT extends InContainer {

    @Inject
    private ErasureTimer erasures;

    @Inject
    private ErasureService erasing;

    @Inject
    private LegalHoldService holds;

    @Inject
    private LoginService logins;

    @Inject
    private SessionPresence presence;

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    private ManagedExecutorService executor;

    @Deployment
    static EnterpriseArchive application() {
        return application(DatabaseInContainerIT.class);
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
        String receipts = "select count(*) from erasure_receipt where session_id = ? and erased_keys + erased_rows > 0";
        assertEquals(1, records().number(receipts + " and retention = 'TRANSCRIPT' and period = 'P30D'", id));
        assertEquals(2, records().number(receipts + " and retention = 'ANALYSIS' and period = 'P90D'", id));
        assertEquals(3, records().number(receipts, id));
    }

    /** The names of the people, too: they are encrypted with the keys of the session and of its appointment. */
    @Test
    void theContentOfASessionIsErasedAfterAYearAndThatItTookPlaceStays() {
        SessionId session = started();
        lifecycle.move(PAULO, session, Transition.COMPLETE, Optional.empty());
        String id = session.toString();
        records().execute("insert into note values ('" + id + "', 1, '\\x00', now())");
        assertEquals(List.of(1L, 1L, 1L, 1L), contentAfter(id, "364 days"));
        assertEquals(List.of(0L, 0L, 0L, 1L), contentAfter(id, "367 days"));
        String receipt =
                "select count(*) from erasure_receipt where session_id = ? and retention = 'SESSION' and period = 'P1Y'"
                        + " and erased_keys = 2 and erased_rows > 0 and erased_at - counted_from > interval '366 days'";
        assertEquals(1, records().number(receipt, id));
        assertEquals(SessionStatus.COMPLETED, status(session));
        assertEquals(2, records().steps(id).size());
        SessionRejected refusal = assertThrows(
                SessionRejected.class,
                () -> lifecycle.move(PAULO, session, Transition.CANCEL, Optional.of("wrong appointment")));
        assertEquals(Rejection.ERASED, refusal.rejection());
    }

    @Test
    void nothingOfAHeldSessionIsErasedUntilEveryHoldIsReleased() {
        SessionId session = started();
        lifecycle.move(PAULO, session, Transition.COMPLETE, Optional.empty());
        String id = session.toString();
        records().execute("insert into note values ('" + id + "', 1, '\\x00', now())");
        Person officer = new Person("otavio", Set.of(Role.PRIVACY_OFFICER), null);
        List<UUID> placed = List.of(UUID.randomUUID(), UUID.randomUUID());
        placed.forEach(hold -> holds.place(officer, session, hold, "Processo 1"));
        assertEquals(List.of(1L, 1L, 1L, 1L), contentAfter(id, "3 years"));
        holds.release(officer, session, placed.get(0));
        assertEquals(List.of(1L, 1L, 1L, 1L), contentAfter(id, "3 years"));
        erasing.erase(session, RetentionClass.SESSION);
        assertEquals(
                1, records().number("select count(*) from note where session_id = ?", id), "found before it was held");
        holds.release(officer, session, placed.get(1));
        assertEquals(List.of(0L, 0L, 0L, 1L), contentAfter(id, "3 years"));
        SessionRejected refusal = assertThrows(
                SessionRejected.class, () -> holds.place(officer, session, UUID.randomUUID(), "Processo 2"));
        assertEquals(Rejection.ERASED, refusal.rejection());
        assertEquals(
                List.of("PLACE_HOLD DONE", "PLACE_HOLD DONE", "RELEASE_HOLD DONE", "RELEASE_HOLD DONE"),
                records().auditedWithCode(id).stream()
                        .filter(row -> row.contains("HOLD DONE"))
                        .toList());
    }

    /** Notes, the key of the session, that of its appointment, and the appointment itself. */
    private List<Long> contentAfter(String session, String interval) {
        records().age(session, "ended_at", interval);
        for (int i = 0; i < 2; i++) {
            erasures.eraseOverdue();
        }
        String appointment = "select appointment_id from therapy_session where id = ?";
        return List.of(
                records().number("select count(*) from note where session_id = ?", session),
                records().number("select count(*) from data_key where owner_id = ?", session),
                records().number("select count(*) from data_key where owner_id = (" + appointment + ")", session),
                records().number("select count(*) from appointment where id = (" + appointment + ")", session));
    }

    @Test
    void anAppointmentWhoseRoomWasNeverOpenedIsErasedAYearAfterItsTime() {
        UUID overdue = UUID.randomUUID();
        UUID kept = UUID.randomUUID();
        for (UUID id : List.of(overdue, kept)) {
            records()
                    .execute("insert into appointment values ('" + id + "', null, 'nobody', '\\x00', '\\x00', null,"
                            + " now() - interval '" + (id == overdue ? 367 : 364) + " days', 50, 'pt-BR', now())");
            records()
                    .execute("insert into data_key values (gen_random_uuid(), '" + id
                            + "', 'SESSION', 'any', '\\x00', now())");
        }
        erasures.eraseOverdue();
        assertEquals(List.of(0L, 0L), rowsOf(overdue));
        String receipt = "select count(*) from erasure_receipt where appointment_id = ? and session_id is null"
                + " and erased_keys = 1 and erased_rows = 1";
        assertEquals(1, records().number(receipt, overdue.toString()));
        assertEquals(List.of(1L, 1L), rowsOf(kept));
    }

    private List<Long> rowsOf(UUID appointment) {
        return List.of(
                records().number("select count(*) from appointment where id = ?", appointment.toString()),
                records().number("select count(*) from data_key where owner_id = ?", appointment.toString()));
    }

    private List<Long> keptAfter(String session, String interval) {
        records().age(session, "ended_at", interval);
        for (int i = 0; i < 2; i++) {
            erasures.eraseOverdue();
        }
        return records().kept(session);
    }

    @Test
    void aPresenceOfAClockThatWasAheadDoesNotKeepARoomOpen() {
        SessionId session = started();
        presence.note(List.of(session), Instant.now().plusSeconds(10_800));
        Instant now = Instant.now();
        presence.note(List.of(session), now);
        Instant last = presence.last(session).orElseThrow();
        assertTrue(!last.isBefore(now.minusMillis(1)) && !last.isAfter(now.plusSeconds(61)), last.toString());
    }

    /** Neither sees the other's rows before the end of its own transaction. */
    @Test
    void aLoginThatIsMadeDuringALogoutAtTheProviderEndsWithIt() throws Exception {
        String session = UUID.randomUUID().toString();
        var at = new ProviderSession(Optional.of(session), Optional.of("somebody"));
        Instant now = Instant.now();
        transaction.begin();
        logins.end(new LogoutToken("token", session, null, now));
        Future<Optional<LoginEntity>> login =
                executor.submit(() -> logins.begin(PAULO, at, now.minusSeconds(60), Optional.empty()));
        assertThrows(TimeoutException.class, () -> login.get(500, TimeUnit.MILLISECONDS));
        transaction.commit();
        assertEquals(Optional.empty(), login.get());
    }
}
