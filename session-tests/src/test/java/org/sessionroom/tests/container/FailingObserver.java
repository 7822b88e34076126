package org.sessionroom.tests.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sessionroom.database.Committed;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionWarned;

/** Receives warnings before all other observers, and fails. */
@ApplicationScoped
public class FailingObserver {

    private final Queue<SessionId> failed = new ConcurrentLinkedQueue<>();

    void hear(@Observes @Committed @Priority(1) SessionWarned warning) {
        failed.add(warning.session());
        throw new IllegalStateException("of a test");
    }

    /** How often it failed. */
    public long times(SessionId session) {
        return failed.stream().filter(session::equals).count();
    }
}
