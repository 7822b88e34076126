package org.sessionroom.permission;

import java.util.Set;
import org.sessionroom.consent.Purpose;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;

/**
 * The relation of a person to the thing on which they want to act.
 *
 * @param session its id, or null if no session is concerned
 * @param own whether it is theirs
 * @param status the session's, or null if no session is concerned
 * @param admitted whether the client was admitted to the room
 * @param rules the current rules of the room
 * @param agreed the purposes to which both agree; empty if they were not loaded
 * @param erased whether its content was erased, because its retention is over
 */
public record AccessContext(
        SessionId session,
        boolean own,
        SessionStatus status,
        boolean admitted,
        RoomRules rules,
        Set<Purpose> agreed,
        boolean erased) {

    /** For something that is not a session: an agenda, an appointment. */
    public static AccessContext outsideSessions(boolean own) {
        return new AccessContext(null, own, null, false, RoomRules.FIRST, Set.of(), false);
    }
}
