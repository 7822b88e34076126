package org.sessionroom.outbox;

/** What leaves the house later, and how it is tried again. */
public enum OutboxKind {
    /** The mail with the client's link. */
    INVITATION(RetryPolicy.MAIL),
    /** The mail that tells the client of another time. */
    RESCHEDULED(RetryPolicy.MAIL),
    /** The mail that tells the client that the session does not take place. */
    CANCELLED(RetryPolicy.MAIL),
    /** The question to the assistant for a draft of the notes. */
    DRAFT(RetryPolicy.ASSISTANT);

    private final RetryPolicy policy;

    OutboxKind(RetryPolicy policy) {
        this.policy = policy;
    }

    public RetryPolicy policy() {
        return policy;
    }

    public boolean isMail() {
        return policy == RetryPolicy.MAIL;
    }
}
