package org.sessionroom.outbox;

import java.util.UUID;
import java.util.concurrent.Executor;

/** Processes entries of the outbox: begins an attempt, sends, and records the result. */
public interface Carrier {

    boolean carries(OutboxKind kind);

    /** Separate threads, so that an unresponsive server of one kind does not delay another. */
    Executor threads();

    /** Makes one attempt, if one is due; the request is sent outside any transaction. */
    void carry(UUID entry);

    /** An attempt failed because of an error on our side, before or after it was begun: it is retried later. */
    void putOff(UUID entry);
}
