package org.sessionroom.room;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.AccessContext;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Permissions;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.TranscriptTerms;

/**
 * The cached state that every node needs to serve a session's connections between two queries of the database.
 *
 * @param guest the invitation by which the client's seat was last taken, or null
 */
record RoomState(
        SessionStatus status,
        RoomRules rules,
        TranscriptTerms transcriptTerms,
        boolean admitted,
        UUID guest,
        GivenConsents consents)
        implements Serializable {

    static RoomState of(SessionView session, GivenConsents consents) {
        return new RoomState(
                session.status(),
                session.rules(),
                session.transcriptTerms(),
                session.clientAdmitted(),
                session.guest().orElse(null),
                consents);
    }

    /** A higher one is newer. */
    long revision() {
        return transcriptTerms.revision();
    }

    /** Whether the holder of a seat may do something, checked without the database: for frames that are relayed and not stored. */
    boolean allows(Action action, Person person) {
        AccessContext accessContext =
                new AccessContext(person.boundTo(), true, status, admitted, rules, consents.byBoth(), false);
        return Permissions.allows(action, person, accessContext);
    }

    /** Whether speech before now may still be transcribed. */
    boolean mayStoreResults() {
        return rules.isOnRecord() && consents.byBoth(Purpose.TRANSCRIPTION);
    }

    /** Whether this person still holds their seat: a newer invitation gives the client's to somebody else. */
    boolean seats(Person person) {
        return !person.is(Role.CLIENT) || Objects.equals(person.invitation(), guest);
    }
}
