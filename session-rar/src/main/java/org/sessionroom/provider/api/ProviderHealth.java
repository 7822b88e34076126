package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.Optional;

/**
 * How a provider was when it was last needed; nobody calls it only to ask.
 *
 * @param since when it became so
 * @param reason why it is down or of no use; empty otherwise
 */
public record ProviderHealth(State state, Instant since, Optional<Reason> reason) {

    /** Of a provider. */
    public enum State {
        /** None is configured. */
        OFF,
        /** It is configured, and nobody has needed it since the start. */
        UNKNOWN,
        /** What it answered was of use. */
        UP,
        /** It answers, and refuses what it is asked, or its answers are of no use. */
        UNUSABLE,
        /** It did not answer, or not as it should. */
        DOWN
    }
}
