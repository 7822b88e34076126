package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a provider when it was last used; no request is sent only to determine it.
 *
 * @param since when it entered this state
 * @param reason why it is DOWN or UNUSABLE; empty otherwise
 */
public record ProviderHealth(State state, Instant since, Optional<Reason> reason) {

    /** The state of a provider. */
    public enum State {
        /** None is configured. */
        OFF,
        /** One is configured, and was not used since the start. */
        UNKNOWN,
        /** Its last answer was usable. */
        UP,
        /** It answers, but refuses the requests, or its answers are unusable. */
        UNUSABLE,
        /** It did not answer, or it failed. */
        DOWN
    }
}
