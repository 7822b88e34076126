package org.sessionroom.outbox;

/** The state of an entry of the outbox. */
public enum OutboxState {
    /** An attempt is running, or it waits for the next one. */
    WAITING,
    /** It was sent and accepted. */
    DONE,
    /** It was refused permanently, or its retries ended without success. */
    FAILED,
    /** It is obsolete. */
    DROPPED
}
