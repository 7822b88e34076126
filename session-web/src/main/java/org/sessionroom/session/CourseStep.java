package org.sessionroom.session;

/**
 * A step of a session's life in words.
 *
 * @param at ISO 8601, UTC
 * @param time by the hospital's clock
 * @param reason empty where there is none to be shown
 * @param to where it led
 */
public record CourseStep(String at, String time, String words, String by, String reason, SessionStatus to) {

    /** A picture's name in the icon sprite. */
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
