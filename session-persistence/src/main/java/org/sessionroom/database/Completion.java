package org.sessionroom.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.health.Isolation;

/** Collects the events of one transaction and delivers them after its end, in order. */
public final class Completion implements Synchronization {

    private static final Object KEY = Completion.class.getName();

    private final TransactionSynchronizationRegistry registry;
    private final Consumer<AfterCommit> committed;
    private final Consumer<AfterCommit> unknown;
    private final List<AfterCommit> events = new ArrayList<>();
    private Connection connection;
    private boolean brokenBefore;

    private Completion(
            TransactionSynchronizationRegistry registry,
            Consumer<AfterCommit> committed,
            Consumer<AfterCommit> unknown) {
        this.registry = registry;
        this.committed = committed;
        this.unknown = unknown;
    }

    /**
     * Keeps an event until the current transaction has ended; without a transaction the event is delivered at once.
     *
     * @param committed receives each event of a committed transaction
     * @param unknown receives each event of a transaction whose outcome is unknown
     */
    public static void keep(
            AfterCommit event,
            TransactionSynchronizationRegistry registry,
            Consumer<AfterCommit> committed,
            Consumer<AfterCommit> unknown) {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            committed.accept(event);
            return;
        }
        Completion completion = (Completion) registry.getResource(KEY);
        if (completion == null) {
            completion = new Completion(registry, committed, unknown);
            registry.putResource(KEY, completion);
            registry.registerInterposedSynchronization(completion);
        }
        completion.events.add(event);
    }

    @Override
    public void beforeCompletion() {
        connection = TransactionConnection.of(registry);
        brokenBefore = TransactionConnection.isBroken(connection);
    }

    @Override
    public void afterCompletion(int status) {
        boolean ended = status == Status.STATUS_COMMITTED;
        if (TransactionConnection.isBroken(connection)) {
            // A connection that broke before the commit has committed nothing: the transaction is rolled back.
            if (ended || !brokenBefore) {
                Isolation.forEach(events, unknown);
            }
        } else if (ended) {
            Isolation.forEach(events, committed);
        }
    }
}
