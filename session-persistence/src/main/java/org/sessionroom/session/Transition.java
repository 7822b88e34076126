package org.sessionroom.session;

import static org.sessionroom.session.SessionStatus.ACTIVE;
import static org.sessionroom.session.SessionStatus.CANCELLED;
import static org.sessionroom.session.SessionStatus.COMPLETED;
import static org.sessionroom.session.SessionStatus.PAUSED;
import static org.sessionroom.session.SessionStatus.PENDING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * All transitions of a session. The page, the API and the tests read this table. ANY means any: a
 * completed session can still be cancelled, which annuls it and deletes nothing.
 */
public enum Transition {
    START(EnumSet.of(PENDING), ACTIVE, false),
    PAUSE(EnumSet.of(ACTIVE), PAUSED, false),
    RESUME(EnumSet.of(PAUSED), ACTIVE, false),
    COMPLETE(EnumSet.of(ACTIVE), COMPLETED, false),
    CANCEL(EnumSet.allOf(SessionStatus.class), CANCELLED, true);

    private final Set<SessionStatus> from;
    private final SessionStatus to;
    private final boolean needsReason;

    Transition(Set<SessionStatus> from, SessionStatus to, boolean needsReason) {
        this.from = from;
        this.to = to;
        this.needsReason = needsReason;
    }

    public Set<SessionStatus> from() {
        return Set.copyOf(from);
    }

    public SessionStatus to() {
        return to;
    }

    /** Whether the person must give a reason. */
    public boolean needsReason() {
        return needsReason;
    }

    public boolean isAllowedFrom(SessionStatus status) {
        return from.contains(status);
    }

    /** The transition that leads from one status to another, if there is one. */
    public static Optional<Transition> between(SessionStatus from, SessionStatus to) {
        return Arrays.stream(values())
                .filter(transition -> transition.to == to && transition.isAllowedFrom(from))
                .findFirst();
    }
}
