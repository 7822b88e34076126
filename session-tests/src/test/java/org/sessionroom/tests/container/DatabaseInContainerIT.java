package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import org.sessionroom.record.ErasureTimer;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.Transition;

/** The real database: erasure in its time, and transactions that meet. */
class DatabaseInContainerIT extends InContainer {

    @Inject
    private ErasureTimer erasures;

    @Inject
    private LoginService logins;

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
    }

    private List<Long> keptAfter(String session, String interval) {
        records().age(session, "ended_at", interval);
        for (int i = 0; i < 2; i++) {
            erasures.eraseOverdue();
        }
        return records().kept(session);
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
