package org.sessionroom.participant;

import java.io.Serializable;
import java.util.UUID;

/**
 * The author of a message or an utterance. The client's seat can pass to another person, who is not the author of what its former holder said.
 *
 * @param participant the seat
 * @param invitation by which the client in that seat had entered; null for the therapist, and for a client whose invitation is not
 *     known
 */
public record Author(ParticipantId participant, UUID invitation) implements Serializable {

    /** Whether it is this client, who came by the invitation; never a therapist. */
    public boolean isClient(Person person) {
        return person.is(Role.CLIENT)
                && participant.toString().equals(person.id())
                && invitation != null
                && invitation.equals(person.invitation());
    }
}
