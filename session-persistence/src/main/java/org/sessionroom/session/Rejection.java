package org.sessionroom.session;

/**
 * Why something was refused: the same word on the page, in the API and on the wire. The sentence a person reads stands in
 * the message bundles under {@code rejection.<NAME>}.
 */
public enum Rejection {
    /** The role, or the right given by the therapist, does not cover it. */
    NOT_ALLOWED,
    /** It belongs to somebody else. */
    NOT_YOURS,
    /** There is no such thing. */
    NOT_FOUND,
    /** The session's state does not allow it now. */
    WRONG_STATE,
    /** A reason must be given. */
    REASON_NEEDED,
    /** The client is not admitted yet. */
    NOT_ADMITTED,
    /** A value is outside its limits or malformed. */
    INVALID,
    /** The figure is not, or no longer, in the field. */
    FIGURE_UNKNOWN,
    /** A figure with this id is in the field already. */
    FIGURE_EXISTS,
    /** The field holds as many figures as it may. */
    FIELD_FULL,
    /** The figure was changed by someone since. */
    STALE,
    /** The change's id was used before for another change. */
    CHANGE_ID_REUSED,
    /** The text one agrees to has changed since it was read. */
    CONSENT_OUTDATED,
    /** Both must agree to it first. */
    CONSENT_MISSING,
    /** One of the two wants nothing written down now. */
    OFF_RECORD,
    /** Nobody is there to write down what is said: none is set up, or it has no room. */
    NO_RECOGNISER,
    /** The notes were written in another window since they were read. */
    NOTES_CHANGED,
    /** The line was put right in another window since it was read. */
    LINE_CHANGED,
    /** The session has stored as much as it may. */
    QUOTA_REACHED,
    /** More at a time than a person can do. */
    TOO_FAST,
    /** Others are at work on the same session, or hold it; the same request may succeed in a moment. */
    BUSY,
    /** The database could not be asked; the same request may succeed later. */
    UNAVAILABLE,
    /** The client was sent as many invitations as one may get in so short a time. */
    INVITED_OFTEN,
    /** Asked more often than a page or a system needs to; later it is possible again. */
    TOO_OFTEN,
    /** The appointment was cancelled. */
    APPOINTMENT_CANCELLED,
    /** The appointment has a session already, so it can no longer be changed. */
    APPOINTMENT_OPENED,
    /** The invitation was never issued, or is not written correctly. */
    INVITATION_UNKNOWN,
    /** The invitation was used before. */
    INVITATION_USED,
    /** The invitation is past its time. */
    INVITATION_EXPIRED,
    /** The invitation was taken back or replaced by a newer one. */
    INVITATION_REVOKED,
    /** The session it leads to has ended or was cancelled. */
    SESSION_ENDED
}
