package org.sessionroom.outbox;

import java.util.UUID;
import java.util.concurrent.Executor;

/** Takes entries of the outbox up, tries them, and writes down what came of it. */
public interface Carrier {

    boolean carries(OutboxKind kind);

    /** Threads of its own, so that a silent server of one kind holds up nothing of another. */
    Executor threads();

    /** Makes one try, if one is due; the other side is asked outside any transaction. */
    void carry(UUID entry);

    /** A try broke on our side, before or after it was begun: another is made later. */
    void putOff(UUID entry);
}
