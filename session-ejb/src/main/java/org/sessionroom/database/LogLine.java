package org.sessionroom.database;

import java.util.Optional;
import java.util.function.Consumer;
import org.sessionroom.SessionRoomLog;
import org.sessionroom.session.SessionId;

/** A log message that is written once the change that it reports is committed. */
record LogLine(Consumer<SessionRoomLog> text) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.empty();
    }
}
