package org.sessionroom.session;

/**
 * Why a request was refused: the same code on the page, in the API and on the wire. The text for people is in
 * the message bundles under {@code rejection.<NAME>}.
 */
public enum Rejection {
    /** The role, or the right given by the therapist, does not cover it. */
    NOT_ALLOWED,
    /** It belongs to somebody else. */
    NOT_YOURS,
    /** It does not exist. */
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
    /** The field was changed as often as it may be in one session. */
    FIELD_EXHAUSTED,
    /** Somebody has changed the figure since. */
    STALE,
    /** The change's id was used before for another change. */
    CHANGE_ID_REUSED,
    /** The hold's id was used before for another hold. */
    HOLD_ID_REUSED,
    /** The session has as many legal holds as it may. */
    HOLDS_FULL,
    /** The consent's text has changed since the person read it. */
    CONSENT_OUTDATED,
    /** Both must agree to it first. */
    CONSENT_MISSING,
    /** One of the two is off the record. */
    OFF_RECORD,
    /** No recogniser is configured, or it has no free stream. */
    NO_RECOGNISER,
    /** The notes were written in another window since they were read. */
    NOTES_CHANGED,
    /** The transcript line was corrected in another window since it was read. */
    LINE_CHANGED,
    /** The transcript is as large as it may be; a line can still be made shorter. */
    TRANSCRIPT_FULL,
    /** The session has stored as much as it may. */
    QUOTA_REACHED,
    /** More requests in a short time than a person can make. */
    TOO_FAST,
    /** Others change or lock the same session; the same request may succeed in a moment. */
    BUSY,
    /** The database could not be used; the same request may succeed later. */
    UNAVAILABLE,
    /** The client was sent the maximum number of invitations for the time. */
    INVITED_OFTEN,
    /** More requests than a page or a system needs; later they are accepted again. */
    TOO_OFTEN,
    /** The therapist has the maximum number of appointments on that day. */
    DAY_FULL,
    /** The therapist has the maximum number of sessions that have begun and are not over. */
    MANY_RUNNING,
    /** It was erased, because the time for which it may be kept is over. */
    ERASED,
    /** The appointment was cancelled. */
    APPOINTMENT_CANCELLED,
    /** The appointment has a session already, so it can no longer be changed. */
    APPOINTMENT_OPENED,
    /** The invitation was never issued, or is malformed. */
    INVITATION_UNKNOWN,
    /** The invitation was used before. */
    INVITATION_USED,
    /** The invitation has expired. */
    INVITATION_EXPIRED,
    /** The invitation was revoked or replaced by a newer one. */
    INVITATION_REVOKED,
    /** The invitation's session has ended or was cancelled. */
    SESSION_ENDED
}
