package org.sessionroom.participant;

/** A person's presence according to their connections. */
public enum PresenceState {
    /** Connected, not admitted yet. */
    WAITING,
    /** Connected and in the room. */
    PRESENT,
    /** Not connected now. */
    AWAY
}
