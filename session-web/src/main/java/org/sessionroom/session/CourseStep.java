package org.sessionroom.session;

/**
 * A step of a session's life in words.
 *
 * @param at ISO 8601, UTC
 * @param time in the hospital's time zone
 * @param reason empty if there is none to be shown
 * @param to the resulting state
 */
public record CourseStep(String at, String time, String words, String by, String reason, SessionStatus to) {

    /** The name of the icon in the sprite. */
    public String icon() {
        return switch (to) {
            case PENDING -> "calendar";
            case ACTIVE -> "play";
            case PAUSED -> "pause";
            case COMPLETED -> "door-open";
            case CANCELLED -> "x";
        };
    }

    /** Does not show the reason. */
    @Override
    public String toString() {
        return "CourseStep[" + to + " at " + at + "]";
    }
}
