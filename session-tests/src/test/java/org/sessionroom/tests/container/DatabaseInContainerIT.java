package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.sessionroom.record.ErasureTimer;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.Transition;

/** The real database: migrations, and erasure in its time. */
class DatabaseInContainerIT extends InContainer {

    @Inject
    private ErasureTimer erasures;

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
}
