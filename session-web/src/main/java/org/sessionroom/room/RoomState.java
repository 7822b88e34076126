package org.sessionroom.room;

import java.io.Serializable;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;

/** What every node must know of a session to serve its connections between two looks at the database. */
record RoomState(SessionStatus status, FieldAccess access, boolean admitted) implements Serializable {

    static RoomState of(SessionView session) {
        return new RoomState(session.status(), session.clientAccess(), session.clientAdmitted());
    }
}
