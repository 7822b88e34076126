package org.sessionroom.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Fires what was fired inside a transaction once more, as {@link Committed}, when the transaction is committed. */
@ApplicationScoped
public class CommittedEvents {

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Inject
    private Event<AfterCommit> events;

    @Inject
    private Event<OutcomeUnknown> unknown;

    void fired(@Observes AfterCommit event, EventMetadata metadata) {
        if (!metadata.getQualifiers().contains(Committed.Literal.INSTANCE)) {
            Completion.keep(event, registry, events.select(Committed.Literal.INSTANCE)::fire, this::lost);
        }
    }

    private void lost(AfterCommit event) {
        event.room().map(session -> new OutcomeUnknown(session, event)).ifPresent(unknown::fire);
    }
}
