package org.sessionroom.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import org.sessionroom.health.Isolation;

/**
 * Delivers each event of a transaction to its {@link Committed} observers, once the transaction is committed. If an observer
 * fails, the others still receive the event, because the reported change can no longer be undone.
 */
@ApplicationScoped
public class CommittedEvents {

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Inject
    private BeanManager beans;

    @Inject
    private Event<OutcomeUnknown> unknown;

    void fired(@Observes AfterCommit event) {
        Completion.keep(event, registry, this::deliver, this::lost);
    }

    private <T extends AfterCommit> void deliver(T event) {
        List<ObserverMethod<? super T>> observers =
                beans.resolveObserverMethods(event, Committed.Literal.INSTANCE).stream()
                        .filter(observer -> observer.getObservedQualifiers().contains(Committed.Literal.INSTANCE))
                        .toList();
        Isolation.forEach(observers, observer -> observer.notify(event));
    }

    private void lost(AfterCommit event) {
        event.room().map(session -> new OutcomeUnknown(session, event)).ifPresent(unknown::fire);
    }
}
