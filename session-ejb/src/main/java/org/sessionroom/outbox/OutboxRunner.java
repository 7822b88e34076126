package org.sessionroom.outbox;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.sessionroom.database.Committed;
import org.sessionroom.database.DatabaseTrouble;

/**
 * Hands what is due in the outbox to whoever carries it: right after the commit, and whatever is left over at each look. Every
 * node looks; the rows' locks see to it that one of them tries.
 */
@ApplicationScoped
public class OutboxRunner {

    @EJB
    private OutboxService outboxService;

    @Inject
    private Instance<Carrier> carriers;

    /** What this node works on, or has waiting for a thread. */
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    /** Right after the commit. */
    void ready(@Observes @Committed ReadyToLeave ready) {
        start(ready);
    }

    /** What a node that is gone left behind, and what waited for its next try. */
    public void look() {
        outboxService.due().forEach(this::start);
    }

    private void start(ReadyToLeave ready) {
        Carrier carrier = carriers.stream()
                .filter(each -> each.carries(ready.kind()))
                .findFirst()
                .orElseThrow();
        if (!taken.add(ready.entry())) {
            return;
        }
        try {
            carrier.threads().execute(() -> carry(carrier, ready.entry()));
        } catch (RejectedExecutionException | IllegalStateException notNow) {
            // The container starts, stops or is suspended; the next look finds the entry again.
            taken.remove(ready.entry());
        }
    }

    private void carry(Carrier carrier, UUID entry) {
        try {
            guarded(entry, () -> carrier.carry(entry), () -> carrier.putOff(entry));
        } finally {
            taken.remove(entry);
        }
    }

    /** What breaks for another reason than the database must not be tried again without a pause. */
    private static void guarded(UUID entry, Runnable work, Runnable otherwise) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (DatabaseTrouble.in(e).isEmpty()) {
                LOG.unexpected(e, entry.toString());
                guarded(entry, otherwise, () -> {});
            }
        }
    }
}
