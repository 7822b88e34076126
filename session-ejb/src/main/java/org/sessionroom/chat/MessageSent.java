package org.sessionroom.chat;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** Somebody wrote something. Fired inside the transaction; tell people only after its commit. */
public record MessageSent(SessionId session, ChatMessage message) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
