package org.sessionroom.participant;

/** What became of an invitation's mail. */
public enum MailStatus {
    /** No address is known, so none is sent. */
    NONE,
    QUEUED,
    /** The mail server took it. */
    SENT,
    /** The mail server could not be reached or refused it; the link is valid all the same. */
    FAILED
}
