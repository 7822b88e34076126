package org.sessionroom.outbox;

import java.time.Duration;
import java.util.Optional;

/** The result of one attempt. */
public sealed interface Outcome {

    /** It was accepted. */
    record Done() implements Outcome {}

    /**
     * It failed temporarily.
     *
     * @param reason from a closed list
     * @param retryAfter the delay that the server asks for (RFC 9110 §10.2.3)
     */
    record Later(String reason, Optional<Duration> retryAfter) implements Outcome {

        public Later(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * It failed permanently.
     *
     * @param reason from a closed list
     */
    record Never(String reason) implements Outcome {}

    /** It is obsolete. */
    record Unwanted() implements Outcome {}
}
