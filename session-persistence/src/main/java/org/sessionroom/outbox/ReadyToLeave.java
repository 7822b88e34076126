package org.sessionroom.outbox;

import java.util.UUID;

/** An entry of the outbox may be taken up. Fired inside the transaction that says so. */
public record ReadyToLeave(UUID entry, OutboxKind kind) {}
