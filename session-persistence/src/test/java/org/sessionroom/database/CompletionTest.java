package org.sessionroom.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.session.SessionId;

/** Which notifications are sent after a transaction, and which are not. */
class CompletionTest {

    private final Map<Object, Object> resources = new HashMap<>();
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private int status = Status.STATUS_ACTIVE;
    private boolean broken;

    private final List<AfterCommit> committed = new ArrayList<>();
    private final List<AfterCommit> unknown = new ArrayList<>();

    private record Happened(int number) implements AfterCommit {

        @Override
        public Optional<SessionId> room() {
            return Optional.empty();
        }
    }

    private final TransactionSynchronizationRegistry registry =
            proxy(TransactionSynchronizationRegistry.class, (method, arguments) -> switch (method) {
                case "getTransactionStatus" -> status;
                case "getResource" -> resources.get(arguments[0]);
                case "putResource" -> resources.put(arguments[0], arguments[1]);
                case "registerInterposedSynchronization" -> synchronizations.add((Synchronization) arguments[0]);
                default -> throw new UnsupportedOperationException(method);
            });

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    private void happens(int number) {
        Completion.keep(new Happened(number), registry, committed::add, unknown::add);
    }

    private void usesAConnection() {
        resources.put(TransactionConnection.class.getName(), proxy(Connection.class, (method, arguments) -> broken));
    }

    private void ends(int with) {
        synchronizations.forEach(Synchronization::beforeCompletion);
        finishes(with);
    }

    private void finishes(int with) {
        status = with;
        synchronizations.forEach(each -> each.afterCompletion(with));
    }

    @Test
    void nothingIsToldBeforeTheCommitAndAllInItsOrderAfter() {
        usesAConnection();
        happens(1);
        happens(2);
        assertEquals(List.of(), committed);
        ends(Status.STATUS_COMMITTED);
        assertEquals(List.of(new Happened(1), new Happened(2)), committed);
        assertEquals(List.of(), unknown);
    }

    @Test
    void nothingIsToldOfWhatWasRolledBack() {
        usesAConnection();
        happens(1);
        finishes(Status.STATUS_ROLLEDBACK);
        assertEquals(List.of(), committed);
        assertEquals(List.of(), unknown);
    }

    /** The same as after a heuristic outcome, which the transaction manager completes as committed. */
    @Test
    void aConnectionThatBreaksWhileItCommitsLeavesTheOutcomeOpen() {
        usesAConnection();
        happens(1);
        synchronizations.forEach(Synchronization::beforeCompletion);
        broken = true;
        finishes(Status.STATUS_COMMITTED);
        assertEquals(List.of(), committed);
        assertEquals(List.of(new Happened(1)), unknown);
    }

    @Test
    void andSoItDoesWhenThatCountsAsARollback() {
        usesAConnection();
        happens(1);
        synchronizations.forEach(Synchronization::beforeCompletion);
        broken = true;
        finishes(Status.STATUS_ROLLEDBACK);
        assertEquals(List.of(new Happened(1)), unknown);
    }

    @Test
    void oneThatBrokeBeforeTheCommitHasCommittedNothing() {
        usesAConnection();
        happens(1);
        broken = true;
        ends(Status.STATUS_ROLLEDBACK);
        assertEquals(List.of(), unknown);
    }

    @Test
    void withoutATransactionItIsToldAtOnce() {
        status = Status.STATUS_NO_TRANSACTION;
        happens(1);
        assertEquals(List.of(new Happened(1)), committed);
    }
}
