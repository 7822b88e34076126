package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.SharedSlots;

/**
 * Slots for the pages and API calls of known people on this node: each may need a connection of the database for its whole time. One of
 * them has a fifth of the connections at most; further requests wait a moment, and are then refused.
 */
@ApplicationScoped
public class RequestSlots {

    private static final int USUAL_POOL = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SharedSlots<BudgetOwner> slots;

    public RequestSlots() {
        int pool = ConfigProvider.getConfig()
                .getOptionalValue("session.db.pool.max", Integer.class)
                .orElse(USUAL_POOL);
        slots = new SharedSlots<>(pool, Math.max(1, pool / 3), Math.max(1, pool / 5), PATIENCE);
    }

    /**
     * Takes a slot, if one becomes free in time; {@link #leave} must follow.
     *
     * @param caller one of those who share the owner's slots, such as one of a therapist's guests
     * @return whether the request may go on
     */
    public boolean enter(BudgetOwner owner, Object caller) {
        return slots.enter(owner, caller);
    }

    /** The request has ended. */
    public void leave(BudgetOwner owner, Object caller) {
        slots.leave(owner, caller);
    }
}
