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
 * @param mail the progress of the last mail to the client, if there was one
 * @param waitingSince since when the client has been in the waiting room, if they are there
 */
public record AgendaEntry(
        UUID appointmentId,
        Booking booking,
        boolean cancelled,
        Optional<SessionView> session,
        Optional<Progress> mail,
        Optional<Instant> waitingSince) {}
