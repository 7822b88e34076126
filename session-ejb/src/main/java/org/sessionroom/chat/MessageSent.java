package org.sessionroom.chat;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A message was sent. Fired inside the transaction; publish it only after the commit. */
public record MessageSent(SessionId session, ChatMessage message) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(session);
    }
}
