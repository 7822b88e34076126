package org.sessionroom.consent;

/** What somebody has decided about a {@link Purpose}; the last decision holds. */
public enum Decision {
    GIVEN,
    REFUSED,
    /** Given before, and no longer. */
    WITHDRAWN
}
