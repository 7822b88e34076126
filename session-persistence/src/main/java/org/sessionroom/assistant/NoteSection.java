package org.sessionroom.assistant;

/** A part of a {@link NoteForm}. */
public enum NoteSection {
    SUBJECTIVE,
    OBJECTIVE,
    ASSESSMENT,
    PLAN,
    DATA,
    BEHAVIOUR,
    INTERVENTION,
    RESPONSE,
    CONCERN,
    FIELD,
    MOVEMENT,
    CLOSING
}
