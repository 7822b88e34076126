package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.Optional;

/**
 * How a provider was when it was last needed; nobody calls it only to ask.
 *
 * @param since when it became so
 * @param reason why it is down; empty otherwise
 */
public record ProviderHealth(State state, Instant since, Optional<Reason> reason) {

    /** Of a provider. */
    public enum State {
        /** None is configured. */
        OFF,
        /** It answers, or was not needed yet. */
        UP,
        /** It did not answer, or not as it should. */
        DOWN
    }
}
