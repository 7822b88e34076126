package org.sessionroom.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How far something that leaves later has come, for people to see.
 *
 * @param attempts tries that were begun
 * @param nextTry when it is tried again; empty while it is being tried, before the first try, and at the end
 * @param failure why the last try failed, of a closed list
 */
public record Progress(
        OutboxKind kind, OutboxState state, int attempts, Optional<Instant> nextTry, Optional<String> failure) {}
