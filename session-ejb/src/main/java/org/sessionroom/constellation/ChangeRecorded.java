package org.sessionroom.constellation;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A change of a field, and the field after it. Fired inside the transaction; publish it only after the commit. */
public record ChangeRecorded(SessionId session, RecordedChange recorded, Constellation field) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
