package org.sessionroom.outbox;

/** How far an entry of the outbox has come. */
public enum OutboxState {
    /** It is being tried, or waits for its next try. */
    WAITING,
    /** It has left, and the other side took it. */
    DONE,
    /** It never will: the other side refused it for good, or it was tried for too long. */
    FAILED,
    /** Nobody wants it any more. */
    DROPPED
}
