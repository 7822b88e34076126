package org.sessionroom.session;

/**
 * A limit is near.
 *
 * @param amount minutes left for TIME, percent used for QUOTA
 */
public record SessionWarned(SessionId session, Kind kind, int amount) {

    /** Which limit. */
    public enum Kind {
        TIME,
        QUOTA
    }
}
