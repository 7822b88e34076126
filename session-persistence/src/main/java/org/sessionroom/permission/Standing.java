package org.sessionroom.permission;

import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;

/**
 * How somebody stands towards the thing they want to act on.
 *
 * @param session which one it is, or null when no session is concerned
 * @param own whether it is theirs
 * @param status the session's, or null when no session is concerned
 * @param admitted whether they were let into the room
 * @param access what the client may do on the field
 * @param consented whether both have agreed to the video call; false where nobody looked
 */
public record Standing(
        SessionId session, boolean own, SessionStatus status, boolean admitted, FieldAccess access, boolean consented) {

    /** Towards something that is not a session: an agenda, an appointment. */
    public static Standing outsideSessions(boolean own) {
        return new Standing(null, own, null, false, FieldAccess.LOOK, false);
    }
}
