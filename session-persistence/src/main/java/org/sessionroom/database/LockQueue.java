package org.sessionroom.database;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.sessionroom.RecentMap;

/**
 * A bulkhead around waiting for row locks: for one row only a few transactions of this node may wait for the lock at the
 * same time, and for all rows together no more than a share of the pool's connections. Others wait a moment here, where they
 * hold no connection, and are then refused. For a row whose lock took long, only one transaction at a time waits until the lock comes
 * quickly again, and the others are refused at once; such rows have a small share of their own, so that others never queue
 * behind them. So rows that are locked for long cannot use up the connections of all rooms.
 */
public final class LockQueue {

    private static final int MOST_HELD = 1_000;

    private final int perRow;
    private final int inAll;
    private final int inAllHeld;
    private final int outsidePerRow;
    private final long patienceNanos;
    private final Map<Object, Row> rows = new HashMap<>();
    /** Rows whose lock took long, the most recent ones. */
    private final Set<Object> held = Collections.newSetFromMap(new RecentMap<>(MOST_HELD));

    private int inside;
    private int insideHeld;

    private static final class Row {
        private int inside;
        private int outside;
    }

    /**
     * @param perRow how many may wait in the database for one row
     * @param inAll how many may wait in the database for rows that are not known to be locked for long
     * @param inAllHeld how many may wait there for those that are
     * @param outsidePerRow how many more may wait here for one row
     * @param patience how long they wait here, and from when on a lock counts as slow
     */
    public LockQueue(int perRow, int inAll, int inAllHeld, int outsidePerRow, Duration patience) {
        this.perRow = perRow;
        this.inAll = inAll;
        this.inAllHeld = inAllHeld;
        this.outsidePerRow = outsidePerRow;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Takes a lock.
     *
     * @param row identifies the row
     * @param locking takes the lock; the database's own time limit bounds how long it waits
     * @throws Full if too many wait already
     */
    public <T> T take(Object row, Supplier<T> locking) {
        boolean known = enter(row);
        long began = System.nanoTime();
        try {
            return locking.get();
        } finally {
            leave(row, known, System.nanoTime() - began >= patienceNanos);
        }
    }

    /** @return whether the row is known to be locked for long */
    private synchronized boolean enter(Object key) {
        Row row = rows.computeIfAbsent(key, fresh -> new Row());
        if (isFull(key, row) && (row.outside >= outsidePerRow || held.contains(key))) {
            forgetIfUnused(key, row);
            throw new Full();
        }
        row.outside++;
        try {
            long until = System.nanoTime() + patienceNanos;
            while (isFull(key, row)) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new Full();
                }
                wait(left);
            }
            boolean known = held.contains(key);
            row.inside++;
            if (known) {
                insideHeld++;
            } else {
                inside++;
            }
            return known;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Full();
        } finally {
            row.outside--;
            forgetIfUnused(key, row);
        }
    }

    private boolean isFull(Object key, Row row) {
        return held.contains(key)
                ? row.inside >= 1 || insideHeld >= inAllHeld
                : row.inside >= perRow || inside >= inAll;
    }

    private synchronized void leave(Object key, boolean known, boolean tookLong) {
        if (tookLong) {
            held.add(key);
        } else {
            held.remove(key);
        }
        Row row = rows.get(key);
        row.inside--;
        if (known) {
            insideHeld--;
        } else {
            inside--;
        }
        forgetIfUnused(key, row);
        notifyAll();
    }

    private void forgetIfUnused(Object key, Row row) {
        if (row.inside == 0 && row.outside == 0) {
            rows.remove(key);
        }
    }

    /** The number of rows for which a transaction waits now. */
    synchronized int rows() {
        return rows.size();
    }

    /** Too many wait already. */
    public static final class Full extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Full() {
            super("too many wait for this lock", null, false, false);
        }
    }
}
