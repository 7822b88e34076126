package org.sessionroom.insight;

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
