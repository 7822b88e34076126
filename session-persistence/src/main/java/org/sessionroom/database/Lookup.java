package org.sessionroom.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionUnavailable;

/**
 * Finds rows by their id, and distinguishes a row that does not exist from one that could not be read. {@link EntityManager#find} does not: when
 * the connection breaks, the server marks the transaction as rollback-only, and Hibernate then returns null (HHH-12472). So
 * no other class calls it; a test checks that. Waiting for locks also happens here, behind a {@link LockQueue}.
 */
@ApplicationScoped
public class Lookup {

    private static final int USUAL_POOL = 30;

    private final LockQueue locks = queue(ConfigProvider.getConfig()
            .getOptionalValue("session.db.pool.max", Integer.class)
            .orElse(USUAL_POOL));

    /** At most two fifths of the pool wait for locks, and a seventh for rows that are known to be locked for long. */
    private static LockQueue queue(int pool) {
        return new LockQueue(4, Math.max(1, pool * 2 / 5), Math.max(1, pool / 7), 8, Duration.ofMillis(500));
    }

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transaction;

    /**
     * @return empty only if there is no such row
     * @throws SessionUnavailable if it could not be read
     */
    public <T> Optional<T> find(Class<T> type, Object id) {
        return existing(entities.find(type, id));
    }

    /**
     * As {@link #find}, with the row locked until the transaction ends.
     *
     * @throws SessionUnavailable BUSY if too many wait for the lock already
     */
    public <T> Optional<T> lock(Class<T> type, Object id) {
        return locking(id, () -> existing(entities.find(type, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /**
     * Runs a query that locks rows.
     *
     * @param row identifies the locked rows among those that others lock
     * @throws SessionUnavailable BUSY if too many wait for the lock already
     */
    public <T> T locking(Object row, Supplier<T> query) {
        try {
            return locks.take(row, query);
        } catch (LockQueue.Full full) {
            throw new SessionUnavailable(Rejection.BUSY, full);
        }
    }

    /**
     * Locks a name, whether there is a row for it or not, until the transaction ends.
     *
     * @throws SessionUnavailable BUSY if too many wait for it already
     */
    public void lockName(String name) {
        locking(
                name,
                () -> called(name, "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) held"));
    }

    /**
     * As {@link #lockName}, together with any number of others that share it; they wait only while somebody has locked it alone.
     *
     * @throws SessionUnavailable BUSY if too many wait for it already
     */
    public void shareName(String name) {
        // The queue limits only those that have to wait.
        if (called(name, "select pg_try_advisory_xact_lock_shared(hashtextextended(:name, 0))")
                .equals(false)) {
            locking(
                    name,
                    () -> called(
                            name,
                            "select 1 from (select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))) held"));
        }
    }

    private Object called(String name, String query) {
        return entities.createNativeQuery(query).setParameter("name", name).getSingleResult();
    }

    private <T> Optional<T> existing(T found) {
        if (found == null && isOver()) {
            throw new SessionUnavailable(Rejection.UNAVAILABLE);
        }
        return Optional.ofNullable(found);
    }

    /** Whether the transaction, if there is one, can no longer be committed: results that it reads are not reliable. */
    private boolean isOver() {
        int status = transaction.getTransactionStatus();
        return status != Status.STATUS_ACTIVE && status != Status.STATUS_NO_TRANSACTION;
    }
}
