package org.sessionroom.participant;

/** The two seats of a session. */
public enum ParticipantRole {
    THERAPIST,
    CLIENT
}
