package org.sessionroom.audit;

/** Events in the audit log besides the actions of {@link org.sessionroom.permission.Action}. */
public enum AuditedEvent {
    ROOM_JOINED,
    ROOM_LEFT,
    INVITATION_REDEEMED,
    TOKEN_EXCHANGED,
    LOGGED_IN,
    LOGGED_OUT,
    /** The code names what was erased. */
    ERASED
}
