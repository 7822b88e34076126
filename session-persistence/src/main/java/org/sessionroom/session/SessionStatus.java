package org.sessionroom.session;

/** Where a session stands in its life; {@link Transition} says how it gets from one to the next. */
public enum SessionStatus {
    /** Opened from an appointment; invited, perhaps waiting, not begun. */
    PENDING,
    /** Under way; the two hours run. */
    ACTIVE,
    /** Halted for a while; the two hours go on running. */
    PAUSED,
    /** Ended as it should. */
    COMPLETED,
    /** Called off, or annulled after its end. */
    CANCELLED;

    /** Whether people can still meet in it. */
    public boolean isOpen() {
        return this == PENDING || this == ACTIVE || this == PAUSED;
    }
}
