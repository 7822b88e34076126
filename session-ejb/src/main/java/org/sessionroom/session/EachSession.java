package org.sessionroom.session;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.UnexpectedFailures;

/**
 * Applies a periodic task to many sessions, page by page to the last one, so that sessions that fail at the moment do not
 * keep the others waiting for ever. A failure of one session does not stop the others,
 * and is not logged each time.
 */
public final class EachSession {

    private static final SessionId FIRST = new SessionId(new UUID(0, 0));

    private EachSession() {}

    /**
     * @param pageAfter the next sessions after one, in the order of their ids; empty after the last
     * @return the number of sessions
     */
    public static int of(Function<SessionId, List<SessionId>> pageAfter, Consumer<SessionId> act) {
        int count = 0;
        List<SessionId> page = pageAfter.apply(FIRST);
        while (!page.isEmpty()) {
            page.forEach(session -> isolated(session, act));
            count += page.size();
            page = pageAfter.apply(page.get(page.size() - 1));
        }
        return count;
    }

    private static void isolated(SessionId session, Consumer<SessionId> act) {
        try {
            act.accept(session);
        } catch (RuntimeException e) {
            if (DatabaseTrouble.in(e).isEmpty()) {
                UnexpectedFailures.log(e, session.toString());
            }
        }
    }
}
