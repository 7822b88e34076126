package org.sessionroom.participant;

import java.util.UUID;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.SessionId;

/** A client's seat, for tests in which any client will do. */
final class SomeClient {

    private SomeClient() {}

    static ParticipantEntity create() {
        return ParticipantEntity.client(
                new ParticipantId(UUID.randomUUID()), new SessionId(UUID.randomUUID()), "Ana", SomeKey.create());
    }
}
