package org.sessionroom.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

class DatabaseFailureTest {

    private static Optional<Rejection> seen(Throwable failure) {
        return DatabaseFailure.of(failure).map(SessionUnavailable::rejection);
    }

    private static PersistenceException withState(String state) {
        return new PersistenceException(new SQLException("says nothing here", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "40P01", "40001"})
    void aLockOrAStatementThatTookTooLongIsBusy(String state) {
        assertEquals(Optional.of(Rejection.BUSY), seen(withState(state)));
        assertFalse(DatabaseFailure.isOutage(withState(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "57P01", "57P02", "57P03", "53100", "53300", "25006", "25P03", "58030"})
    void aDatabaseThatIsGoneFullOrReadOnlyIsUnavailable(String state) {
        assertEquals(Optional.of(Rejection.UNAVAILABLE), seen(withState(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42P01", "23514"})
    void aMistakeOfOursIsNeither(String state) {
        assertEquals(Optional.empty(), seen(withState(state)));
        assertEquals(Optional.empty(), seen(rolledBack(withState(state))));
    }

    @Test
    void aPoolThatIsTakenIsBusyAndNoOutage() {
        var exhausted = new SQLException(new ResourceException(
                "IJ000453: Unable to get managed connection",
                new ResourceException(
                        "IJ000655: No managed connections available within configured blocking timeout")));
        assertEquals(Optional.of(Rejection.BUSY), seen(exhausted));
        assertFalse(DatabaseFailure.isOutage(exhausted));
    }

    @Test
    void aConnectionThatCannotBeMadeIsAnOutage() {
        var refused = new SQLException(new ResourceException("IJ031084: Unable to create connection"));
        assertEquals(Optional.of(Rejection.UNAVAILABLE), seen(refused));
        assertTrue(DatabaseFailure.isOutage(refused));
    }

    @Test
    void aTransactionThatWasRolledBackForNoReasonOfItsOwnPasses() {
        assertEquals(Optional.of(Rejection.UNAVAILABLE), seen(new RollbackException("timed out")));
    }

    @Test
    void aLockTimeoutOfTheProviderIsBusy() {
        assertEquals(Optional.of(Rejection.BUSY), seen(new IllegalStateException(new LockTimeoutException())));
    }

    @Test
    void aRefusalIsFinal() {
        assertEquals(Optional.empty(), seen(new SessionRejected(Rejection.NOT_FOUND)));
    }

    @Test
    void whatIsKnownStaysWhatItIs() {
        var known = new SessionUnavailable(Rejection.BUSY);
        assertSame(known, DatabaseFailure.of(new RuntimeException(known)).orElseThrow());
    }

    /** A full disk, when the statements are flushed as the commit begins; and what was refused before. */
    @Test
    void aStatementThatFailsIsBeforeTheCommit() {
        var full = new PersistenceException(new SQLException("no space left", "53100"));
        assertTrue(DatabaseFailure.isBeforeCommit(new IllegalStateException(rolledBack(full))));
        assertTrue(DatabaseFailure.isBeforeCommit(new SessionUnavailable(Rejection.BUSY)));
    }

    @Test
    void whetherACommitThatFailedHasWrittenIsUnknown() {
        assertFalse(DatabaseFailure.isBeforeCommit(rolledBack(new SQLException("terminated", "57P01"))));
        assertFalse(DatabaseFailure.isBeforeCommit(new IllegalStateException(new HeuristicMixedException("broken"))));
        assertFalse(DatabaseFailure.isBeforeCommit(new RollbackException("timed out")));
    }

    @Test
    void itsKindNamesNoData() {
        var failure = new PersistenceException(new SQLException("Key (label)=(Mãe) already exists", "53100"));
        assertEquals("SQLException 53100", DatabaseFailure.kind(failure));
    }

    private static RollbackException rolledBack(Throwable cause) {
        var rollback = new RollbackException("rolled back");
        rollback.initCause(cause);
        return rollback;
    }
}
