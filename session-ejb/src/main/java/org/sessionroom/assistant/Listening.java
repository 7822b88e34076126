package org.sessionroom.assistant;

/** Whether somebody's microphone is listened to. */
public enum Listening {
    /** What they say is heard. */
    ON,
    /** The recogniser is looked for; what is said meanwhile is kept for about half a minute. */
    RECONNECTING,
    /** The recogniser was given up: nothing more is heard of this microphone. */
    LOST,
    /** Their microphone is not passed on. */
    OFF
}
