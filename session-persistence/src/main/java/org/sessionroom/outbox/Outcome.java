package org.sessionroom.outbox;

import java.time.Duration;
import java.util.Optional;

/** What came of one try. */
public sealed interface Outcome {

    /** The other side took it. */
    record Done() implements Outcome {}

    /**
     * It failed for now.
     *
     * @param reason of a closed list
     * @param retryAfter how long the other side asks to be left alone (RFC 9110 §10.2.3)
     */
    record Later(String reason, Optional<Duration> retryAfter) implements Outcome {

        public Later(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * Trying again would change nothing.
     *
     * @param reason of a closed list
     */
    record Never(String reason) implements Outcome {}

    /** Nobody wants it any more. */
    record Unwanted() implements Outcome {}
}
