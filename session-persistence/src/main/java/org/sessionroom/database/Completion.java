package org.sessionroom.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.health.Isolation;

/** Waits for the end of one transaction with what is to be said after it, in the order in which it happened. */
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
     * Keeps an event until the transaction that is under way has ended; without one it is delivered at once.
     *
     * @param committed takes each event of a transaction that was committed
     * @param unknown takes each event of a transaction of which nobody knows whether it was committed
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
            // One that was broken before the commit has committed nothing, and is rolled back.
            if (ended || !brokenBefore) {
                Isolation.forEach(events, unknown);
            }
        } else if (ended) {
            Isolation.forEach(events, committed);
        }
    }
}
