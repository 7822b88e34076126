package org.sessionroom.assistant;

/** What the assistant is asked for. */
public enum RoundKind {
    /** What stands out so far, every few minutes of a session. */
    LIVE,
    /** A draft of the notes on the whole session. */
    DRAFT
}
