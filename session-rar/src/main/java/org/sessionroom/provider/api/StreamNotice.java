package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/** A stream entered another state. */
public record StreamNotice(UUID streamId, State state, Instant at) {

    /** The state of a stream. */
    public enum State {
        /** The provider accepts sound. */
        LISTENING,
        /** The provider is not connected; speech is buffered meanwhile for about half a minute. */
        RECONNECTING,
        /** Given up: no more speech is recognised. */
        LOST
    }
}
