package org.sessionroom.outbox;

/** The kinds of work that is sent later, and their retry policies. */
public enum OutboxKind {
    /** The mail with the client's link. */
    INVITATION(RetryPolicy.MAIL),
    /** The mail that notifies the client of another time. */
    RESCHEDULED(RetryPolicy.MAIL),
    /** The mail that notifies the client that the session is cancelled. */
    CANCELLED(RetryPolicy.MAIL),
    /** The request to the assistant for a draft of the notes. */
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
