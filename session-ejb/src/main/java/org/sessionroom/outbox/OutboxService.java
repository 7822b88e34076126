package org.sessionroom.outbox;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Finds what is due in the outbox. */
@Stateless
public class OutboxService {

    /** Of each kind; the rest is found by the next look. */
    private static final int AT_ONCE = 200;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private Clock clock;

    public List<ReadyToLeave> due() {
        return outbox.due(clock.instant(), AT_ONCE);
    }
}
