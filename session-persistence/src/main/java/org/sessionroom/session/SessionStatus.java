package org.sessionroom.session;

/** The state of a session; {@link Transition} lists the transitions between the states. */
public enum SessionStatus {
    /** Opened from an appointment; the client is invited and perhaps waiting; not started. */
    PENDING,
    /** Running; the two hours count. */
    ACTIVE,
    /** Paused; the two hours continue to count. */
    PAUSED,
    /** Ended normally. */
    COMPLETED,
    /** Cancelled, or annulled after its end. */
    CANCELLED;

    /** Whether people can still meet in it. */
    public boolean isOpen() {
        return this == PENDING || this == ACTIVE || this == PAUSED;
    }
}
