package org.sessionroom.database;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicCommitException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionUnavailable;

/**
 * Distinguishes temporary failures, such as a lock that was not available in time or a database that does not answer, from bugs
 * of ours. SQLSTATEs are those of PostgreSQL (appendix A of its manual).
 */
public final class DatabaseFailure {

    /** lock_not_available, query_canceled (statement_timeout), serialization_failure, deadlock_detected. */
    private static final Set<String> BUSY = Set.of("55P03", "57014", "40001", "40P01");

    /**
     * read_only_sql_transaction, admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped,
     * idle_session_timeout, idle_in_transaction_session_timeout, transaction_timeout, in_failed_sql_transaction.
     */
    private static final Set<String> UNAVAILABLE =
            Set.of("25006", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "25P02");

    /** connection_exception, insufficient_resources (disk full, too many connections), system_error. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58");

    /** IronJacamar's message id for a pool that had no free connection in time. */
    private static final String POOL_EXHAUSTED = "IJ000655";

    private DatabaseFailure() {}

    /** The matching rejection of a temporary failure, or empty if it is permanent. */
    public static Optional<SessionUnavailable> of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable link : chain) {
            if (link instanceof SessionUnavailable known) {
                return Optional.of(known);
            }
        }
        return rejection(chain).map(rejection -> new SessionUnavailable(rejection, failure));
    }

    private static Optional<Rejection> rejection(List<Throwable> chain) {
        if (chain.stream().anyMatch(DatabaseFailure::isBusy)) {
            return Optional.of(Rejection.BUSY);
        }
        if (chain.stream().anyMatch(DatabaseFailure::isUnavailable) || isRolledBackWithoutAReason(chain)) {
            return Optional.of(Rejection.UNAVAILABLE);
        }
        return Optional.empty();
    }

    /**
     * Whether the failure was before the commit, so that surely nothing was written: a statement failed, such as one that is flushed as
     * the commit begins. A failure of the commit itself has no {@link PersistenceException}, because the server commits, and not
     * Hibernate.
     */
    public static boolean isBeforeCommit(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.stream()
                        .anyMatch(link -> link instanceof SessionUnavailable || link instanceof PersistenceException)
                && chain.stream().noneMatch(DatabaseFailure::isOutcomeUnknown);
    }

    /** Whether the database, or the connection to it, failed, and not merely a lock or the pool. */
    public static boolean isOutage(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.stream().noneMatch(DatabaseFailure::isPoolExhausted)
                && chain.stream().anyMatch(DatabaseFailure::isUnavailable);
    }

    /**
     * Describes a failure without data: the class of the innermost cause and its SQLSTATE, if it has one.
     *
     * @return such as {@code PSQLException 55P03}
     */
    public static String kind(Throwable failure) {
        List<Throwable> chain = chain(failure);
        for (int i = chain.size() - 1; i >= 0; i--) {
            if (chain.get(i) instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getClass().getSimpleName() + " " + sql.getSQLState();
            }
        }
        return chain.get(chain.size() - 1).getClass().getSimpleName();
    }

    private static boolean isBusy(Throwable link) {
        return link instanceof LockTimeoutException
                || link instanceof PessimisticLockException
                || link instanceof QueryTimeoutException
                || link instanceof LockQueue.Full
                || isPoolExhausted(link)
                || link instanceof SQLException sql && sql.getSQLState() != null && BUSY.contains(sql.getSQLState());
    }

    private static boolean isPoolExhausted(Throwable link) {
        return link.getMessage() != null && link.getMessage().startsWith(POOL_EXHAUSTED);
    }

    private static boolean isUnavailable(Throwable link) {
        if (link instanceof SQLTransientConnectionException
                || link instanceof SQLNonTransientConnectionException
                || link instanceof SQLRecoverableException
                || link instanceof ResourceException
                || isOutcomeUnknown(link)) {
            return true;
        }
        if (link instanceof SQLException sql && sql.getSQLState() != null) {
            String state = sql.getSQLState();
            return UNAVAILABLE.contains(state) || UNAVAILABLE_CLASSES.contains(state.substring(0, 2));
        }
        return false;
    }

    /** The connection broke during the commit; see {@link TransactionConnection}. */
    private static boolean isOutcomeUnknown(Throwable link) {
        return link instanceof HeuristicMixedException
                || link instanceof HeuristicRollbackException
                || link instanceof HeuristicCommitException;
    }

    /** The transaction timed out, or its connection was lost before the commit. */
    private static boolean isRolledBackWithoutAReason(List<Throwable> chain) {
        return chain.stream().anyMatch(RollbackException.class::isInstance)
                && chain.stream()
                        .noneMatch(link -> link instanceof PersistenceException || link instanceof SQLException);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && !chain.contains(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }
}
