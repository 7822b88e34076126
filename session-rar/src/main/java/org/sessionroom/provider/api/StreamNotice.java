package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/** A stream came into a state. */
public record StreamNotice(UUID streamId, State state, Instant at) {

    /** Of a stream. */
    public enum State {
        /** The provider listens. */
        LISTENING,
        /** The provider is looked for; what is said meanwhile is kept for about half a minute. */
        RECONNECTING,
        /** Given up: nothing more is heard. */
        LOST
    }
}
