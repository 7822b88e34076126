package org.sessionroom.assistant;

/** How far an asking of the assistant has come. */
public enum RoundState {
    /** It is being thought about. */
    ASKED,
    /** There is an answer that can be used. */
    DONE,
    /** There is none. */
    FAILED
}
