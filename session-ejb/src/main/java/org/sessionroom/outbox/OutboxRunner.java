package org.sessionroom.outbox;

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
import org.sessionroom.health.UnexpectedFailures;

/**
 * Passes due entries of the outbox to their carrier: right after the commit, and the rest at each periodic look. Every
 * node looks; row locks ensure that only one of them makes an attempt.
 */
@ApplicationScoped
public class OutboxRunner {

    @EJB
    private OutboxService outboxService;

    @Inject
    private Instance<Carrier> carriers;

    /** The entries that this node processes, or that wait for a thread. */
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

    /** Right after the commit. */
    void ready(@Observes @Committed ReadyToLeave ready) {
        start(ready);
    }

    /** Finds entries that a lost node left behind, and those whose next attempt is due. */
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

    /** Handles errors other than database failures: the entry must not be retried without a pause. */
    private static void guarded(UUID entry, Runnable work, Runnable otherwise) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (DatabaseTrouble.in(e).isEmpty()) {
                UnexpectedFailures.log(e, entry.toString());
                guarded(entry, otherwise, () -> {});
            }
        }
    }
}
