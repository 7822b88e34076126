package org.sessionroom.permission;

import java.util.Set;
import org.sessionroom.consent.Purpose;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;

/**
 * How somebody stands towards the thing they want to act on.
 *
 * @param session which one it is, or null when no session is concerned
 * @param own whether it is theirs
 * @param status the session's, or null when no session is concerned
 * @param admitted whether the client was let into the room
 * @param rules what holds in the room
 * @param agreed what both agree to; nothing where nobody looked
 */
public record AccessContext(
        SessionId session, boolean own, SessionStatus status, boolean admitted, RoomRules rules, Set<Purpose> agreed) {

    /** Towards something that is not a session: an agenda, an appointment. */
    public static AccessContext outsideSessions(boolean own) {
        return new AccessContext(null, own, null, false, RoomRules.FIRST, Set.of());
    }
}
