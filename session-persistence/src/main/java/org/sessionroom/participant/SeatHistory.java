package org.sessionroom.participant;

import java.time.Instant;
import java.util.List;

/**
 * Who had the client's seat when: for data that names only the seat.
 *
 * @param taken when somebody took it, oldest first
 * @param held whether the last of them still has it; otherwise it is reserved for somebody else
 */
public record SeatHistory(List<Instant> taken, boolean held) {

    /** Whose seat it was during a time, as far as the times tell. */
    public enum Holder {
        /** Of whoever has it now, or of nobody before them. */
        CURRENT,
        /** Of somebody who has lost it since. */
        FORMER,
        /** Of two: it passed to whoever has it now. */
        CHANGED
    }

    /** Of a seat that was never taken. */
    public static final SeatHistory EMPTY = new SeatHistory(List.of(), false);

    /**
     * Whose it was.
     *
     * @param from the beginning of the time
     * @param to its end, exclusive
     */
    public Holder during(Instant from, Instant to) {
        if (taken.isEmpty()) {
            return Holder.CURRENT;
        }
        Instant last = taken.get(taken.size() - 1);
        if (!held || taken.size() > 1 && !last.isBefore(to)) {
            return Holder.FORMER;
        }
        return taken.size() > 1 && last.isAfter(from) ? Holder.CHANGED : Holder.CURRENT;
    }
}
