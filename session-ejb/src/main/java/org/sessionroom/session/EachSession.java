package org.sessionroom.session;

import static org.sessionroom.SessionRoomLog.LOG;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.health.RecurringFaults;

/**
 * What a periodic task does for many sessions, a page after the other and to the last of them: those that cannot be helped
 * just now are among them, and nobody waits behind them for ever. What is wrong with one is no reason to pass over the others,
 * and is not written down each time.
 */
public final class EachSession {

    private static final SessionId FIRST = new SessionId(new UUID(0, 0));
    private static final RecurringFaults FAULTS = new RecurringFaults(Duration.ofMinutes(10));

    private EachSession() {}

    /**
     * @param pageAfter the next sessions after one, in the order of their ids; empty after the last
     * @return how many there were
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
                FAULTS.count(session + " " + e.getClass(), System.nanoTime())
                        .ifPresent(count -> LOG.unexpected(e, session.toString()));
            }
        }
    }
}
