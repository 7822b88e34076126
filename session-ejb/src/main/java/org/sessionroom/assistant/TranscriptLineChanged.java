package org.sessionroom.assistant;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A line of a transcript is new, or other than before. Fired inside the transaction; tell people only after its commit. */
public record TranscriptLineChanged(SessionId session, TranscriptLine line) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
