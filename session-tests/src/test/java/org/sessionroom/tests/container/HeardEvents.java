package org.sessionroom.tests.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sessionroom.database.Committed;
import org.sessionroom.session.SessionChanged;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.SessionWarned;

/** Records, inside the container, what was announced after a commit. */
@ApplicationScoped
public class HeardEvents {

    private final Queue<SessionWarned> heard = new ConcurrentLinkedQueue<>();
    private final Queue<SessionChanged> changes = new ConcurrentLinkedQueue<>();

    void hear(@Observes @Committed SessionWarned warning) {
        heard.add(warning);
    }

    void hear(@Observes @Committed SessionChanged change) {
        changes.add(change);
    }

    /** Minutes before the end, in the order of the warnings. */
    public List<Integer> warnings(SessionId session) {
        return heard.stream()
                .filter(warning -> warning.session().equals(session))
                .map(SessionWarned::amount)
                .toList();
    }

    /** The states, in the order of the announcements. */
    public List<SessionStatus> states(SessionId session) {
        return changes.stream()
                .map(SessionChanged::session)
                .filter(view -> view.id().equals(session))
                .map(SessionView::status)
                .toList();
    }
}
