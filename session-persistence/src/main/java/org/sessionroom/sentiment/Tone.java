package org.sessionroom.sentiment;

/** The tone of an utterance, in one word. */
public enum Tone {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /** The words give no clear tone; nothing is guessed. */
    UNCERTAIN
}
