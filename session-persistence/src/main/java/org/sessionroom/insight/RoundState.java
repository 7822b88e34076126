package org.sessionroom.insight;

/** The state of a round of the assistant. */
public enum RoundState {
    /** The answer is pending. */
    ASKED,
    /** There is a usable answer. */
    DONE,
    /** There is no usable answer. */
    FAILED
}
