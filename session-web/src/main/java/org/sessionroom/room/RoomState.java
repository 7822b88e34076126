package org.sessionroom.room;

import java.io.Serializable;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Permissions;
import org.sessionroom.permission.Standing;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;

/**
 * What every node must know of a session to serve its connections between two looks at the database.
 *
 * @param revision a higher one is newer
 */
record RoomState(
        long revision,
        SessionStatus status,
        FieldAccess access,
        boolean clientSharing,
        boolean admitted,
        GivenConsents consents)
        implements Serializable {

    static RoomState of(SessionView session, GivenConsents consents) {
        return new RoomState(
                session.revision(),
                session.status(),
                session.clientAccess(),
                session.clientSharing(),
                session.clientAdmitted(),
                consents);
    }

    /** Whether somebody with a seat in this room may, asked without the database: for what is relayed and not stored. */
    boolean allows(Action action, Person person) {
        boolean consented = consents.byBoth(Purpose.VIDEO_CALL);
        return Permissions.allows(
                action, person, new Standing(person.boundTo(), true, status, admitted, access, consented));
    }
}
