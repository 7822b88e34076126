package org.sessionroom.consent;

/** A person's decision about a {@link Purpose}; the last one counts. */
public enum Decision {
    GIVEN,
    REFUSED,
    /** Given before, and then revoked. */
    WITHDRAWN
}
