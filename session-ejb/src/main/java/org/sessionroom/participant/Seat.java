package org.sessionroom.participant;

import java.io.Serializable;
import org.sessionroom.session.SessionId;

/** A person in their place in a session; only {@code SessionConductor} and {@code InvitationService} give one out. */
public record Seat(Person person, SessionId session, ParticipantId participant) implements Serializable {

    /** Whose words those of the person are. */
    public Author author() {
        return new Author(participant, person.invitation());
    }
}
