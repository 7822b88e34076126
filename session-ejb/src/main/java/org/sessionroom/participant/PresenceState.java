package org.sessionroom.participant;

/** Where somebody is, as far as connections tell. */
public enum PresenceState {
    /** Connected, not admitted yet. */
    WAITING,
    /** Connected and in the room. */
    PRESENT,
    /** Not connected now. */
    AWAY
}
