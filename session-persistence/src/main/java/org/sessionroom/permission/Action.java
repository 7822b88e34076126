package org.sessionroom.permission;

/** Everything a person or a system can ask for. {@link Permissions} says who may. */
public enum Action {
    READ_AGENDA,
    READ_APPOINTMENT,
    MAKE_APPOINTMENT,
    CANCEL_APPOINTMENT,
    OPEN_ROOM,
    INVITE,
    READ_SESSION,
    /** What its record says of people: how they were called, and the reasons they gave. */
    READ_RECORD,
    ENTER_ROOM,
    ADMIT,
    START,
    PAUSE,
    RESUME,
    COMPLETE,
    CANCEL,
    SET_ACCESS,
    READ_FIELD,
    CHANGE_FIELD,
    SET_SHARING,
    CONSENT,
    READ_CONSENTS,
    CALL,
    CHAT,
    READ_CHAT,
    WRITE_NOTES,
    READ_NOTES,
    READ_QUALITY
}
