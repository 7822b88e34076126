package org.sessionroom.room;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;

/**
 * What every node must know of a session to serve its connections between two looks at the database.
 *
 * @param guest the invitation by which the client's seat was last taken, or null
 */
record RoomState(SessionStatus status, FieldAccess access, boolean admitted, UUID guest) implements Serializable {

    static RoomState of(SessionView session) {
        return new RoomState(
                session.status(),
                session.clientAccess(),
                session.clientAdmitted(),
                session.guest().orElse(null));
    }

    /** Whether a seat once given to this person is still theirs: a newer invitation gives the client's to somebody else. */
    boolean seats(Person person) {
        return !person.is(Role.CLIENT) || Objects.equals(person.invitation(), guest);
    }
}
