package org.sessionroom.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * The progress of an entry of the outbox, as shown to people.
 *
 * @param attempts the number of attempts that were begun
 * @param nextTry the time of the next attempt; empty during an attempt, before the first, and in a final state
 * @param failure why the last attempt failed, from a closed list
 */
public record Progress(
        OutboxKind kind, OutboxState state, int attempts, Optional<Instant> nextTry, Optional<String> failure) {}
