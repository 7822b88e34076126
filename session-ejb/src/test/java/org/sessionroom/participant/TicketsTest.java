package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.session.SessionId;

class TicketsTest {

    private static final SessionId SESSION = SessionId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f6");

    @Test
    void aTicketAdmitsThePersonWithTheirOwnRolesToThatSessionOnly() {
        for (Set<Role> roles : Set.of(Set.of(Role.THERAPIST), Set.of(Role.ADMIN), Set.of(Role.THERAPIST, Role.ADMIN))) {
            Person person = new Person("paulo rezende", roles, null);
            assertEquals(
                    new Admission(new Person("paulo rezende", roles, SESSION), SESSION),
                    Tickets.read(Tickets.write(person, SESSION)));
        }
    }

    @Test
    void aClientComesOutAsTheyWentIn() {
        Person client = Person.client(
                        ParticipantId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f7"), SESSION, UUID.randomUUID())
                .by(UUID.randomUUID());
        assertEquals(new Admission(client, SESSION), Tickets.read(Tickets.write(client, SESSION)));
    }
}
