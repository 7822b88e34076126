package org.sessionroom.session;

/** What the therapist lets the client do on the field, switched live. */
public enum FieldAccess {
    /** See everything, touch nothing. */
    LOOK,
    /** Place, move, turn, edit and remove figures, as the therapist can. */
    MOVE
}
