package org.sessionroom.insight;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A round of the assistant began or ended. Fired inside the transaction; notify the therapist only after its commit. */
public record InsightsChanged(SessionId session) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
