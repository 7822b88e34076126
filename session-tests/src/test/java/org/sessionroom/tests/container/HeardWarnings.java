package org.sessionroom.tests.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sessionroom.database.Committed;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionWarned;

/** Records, inside the container, which warnings were sent. */
@ApplicationScoped
public class HeardWarnings {

    private final Queue<SessionWarned> heard = new ConcurrentLinkedQueue<>();

    void hear(@Observes @Committed SessionWarned warning) {
        heard.add(warning);
    }

    /** Minutes before the end, in the order of the warnings. */
    public List<Integer> of(SessionId session) {
        return heard.stream()
                .filter(warning -> warning.session().equals(session))
                .map(SessionWarned::amount)
                .toList();
    }
}
