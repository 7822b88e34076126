package org.sessionroom.assistant;

/** How something that was said sounds, in one word. */
public enum Tone {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /** The words do not say; nothing is guessed. */
    UNCERTAIN
}
