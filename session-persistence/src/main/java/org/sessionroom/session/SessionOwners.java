package org.sessionroom.session;

import java.util.UUID;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/**
 * The two people whose session it is.
 *
 * @param appointment from which it was opened
 * @param therapist the user name
 * @param client the seat, and who holds it
 */
public record SessionOwners(UUID appointment, String therapist, Author client) {

    public boolean include(Person person) {
        boolean conducts = person.is(Role.THERAPIST) && therapist.equals(person.id());
        return conducts || client.isClient(person);
    }
}
