package org.sessionroom.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * The provider listens to a stream, is looked for, or was given up. Fired inside a transaction, and again when it fails.
 *
 * @param stream of one microphone, named by whoever opened it
 */
public record ListeningChanged(UUID stream, State state, Instant at) {

    /** Of listening. */
    public enum State {
        /** What is said is heard. */
        LISTENING,
        /** The connection is looked for; what is said meanwhile is heard later, or missed. */
        RECONNECTING,
        /** Nothing more is heard. */
        LOST
    }
}
