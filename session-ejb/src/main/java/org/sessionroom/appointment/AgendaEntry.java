package org.sessionroom.appointment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.outbox.Progress;
import org.sessionroom.session.SessionView;

/**
 * An entry of the agenda.
 *
 * @param session if the room was opened
 * @param givenName of the client who has the seat, if it is another than the booking's
 * @param mail the progress of the last mail to the client, if there was one
 * @param waiting who is in the waiting room, if anybody is
 */
public record AgendaEntry(
        UUID appointmentId,
        Booking booking,
        boolean cancelled,
        Optional<SessionView> session,
        Optional<String> givenName,
        Optional<Progress> mail,
        Optional<Waiting> waiting) {

    /** Does not show the names. */
    @Override
    public String toString() {
        return "AgendaEntry[" + appointmentId + "]";
    }

    /**
     * The client in the waiting room.
     *
     * @param name which they gave themselves; the booking's may be another
     */
    public record Waiting(Instant since, String name) {

        /** Does not show the name. */
        @Override
        public String toString() {
            return "Waiting[since " + since + "]";
        }
    }
}
