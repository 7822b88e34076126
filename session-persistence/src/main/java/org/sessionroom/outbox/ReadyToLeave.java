package org.sessionroom.outbox;

import java.util.Optional;
import java.util.UUID;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** An entry of the outbox may be processed. Fired inside the transaction that creates or changes it. */
public record ReadyToLeave(UUID entry, OutboxKind kind) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.empty();
    }
}
