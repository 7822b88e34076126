package org.sessionroom.transcript;

/** Whether a person's microphone is being transcribed. */
public enum Listening {
    /** Their speech is transcribed. */
    ON,
    /** The recogniser is unreachable; speech is buffered meanwhile for about half a minute. */
    RECONNECTING,
    /** The recogniser was given up: no more speech of this microphone is transcribed. */
    LOST,
    /** Their microphone is closed. */
    OFF
}
