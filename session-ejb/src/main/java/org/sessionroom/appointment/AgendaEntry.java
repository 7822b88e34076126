package org.sessionroom.appointment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.outbox.Progress;
import org.sessionroom.session.SessionView;

/**
 * A line of the agenda.
 *
 * @param session once the room was opened
 * @param mail how far the last mail to the client has come, if there was one
 * @param waitingSince since when the client is in the waiting room, if they are
 */
public record AgendaEntry(
        UUID appointmentId,
        Booking booking,
        boolean cancelled,
        Optional<SessionView> session,
        Optional<Progress> mail,
        Optional<Instant> waitingSince) {}
