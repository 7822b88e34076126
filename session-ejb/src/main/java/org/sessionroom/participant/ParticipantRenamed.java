package org.sessionroom.participant;

import org.sessionroom.session.SessionId;

/**
 * Whoever holds a seat is called otherwise than the seat was before, or is somebody else. Fired inside the transaction.
 */
public record ParticipantRenamed(SessionId session, Author holder, String name) {

    /** Does not show the name. */
    @Override
    public String toString() {
        return "ParticipantRenamed[" + session + ", " + holder.participant() + "]";
    }
}
