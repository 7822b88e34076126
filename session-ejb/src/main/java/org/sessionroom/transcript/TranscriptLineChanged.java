package org.sessionroom.transcript;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A transcript line is new or has changed. Fired inside the transaction; notify people only after its commit. */
public record TranscriptLineChanged(SessionId session, TranscriptLine line) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
