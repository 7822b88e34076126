package org.sessionroom.participant;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/**
 * The holder of a seat has another name than before, or is another person. Fired inside the transaction.
 */
public record ParticipantRenamed(SessionId session, Author holder, String name) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }

    /** Does not show the name. */
    @Override
    public String toString() {
        return "ParticipantRenamed[" + session + ", " + holder.participant() + "]";
    }
}
