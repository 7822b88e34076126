package org.sessionroom.session;

/** What the client may do on the field; the therapist can switch it at any time. */
public enum FieldAccess {
    /** See everything, change nothing. */
    LOOK,
    /** Place, move, turn, edit and remove figures, as the therapist can. */
    MOVE
}
