package org.sessionroom.assistant;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** The assistant was asked, or has answered. Fired inside the transaction; tell the therapist only after its commit. */
public record InsightsChanged(SessionId session) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
