package org.sessionroom.appointment;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/**
 * The appointment of a session whose room is open was moved to another time. Fired inside the transaction.
 *
 * @param minutes planned length
 */
public record AppointmentMoved(SessionId session, Instant startsAt, int minutes) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
