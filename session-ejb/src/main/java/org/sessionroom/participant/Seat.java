package org.sessionroom.participant;

import java.io.Serializable;
import org.sessionroom.session.SessionId;

/** A person in a seat of a session; only {@code SessionConductor} and {@code InvitationService} create one. */
public record Seat(Person person, SessionId session, ParticipantId participant) implements Serializable {

    /** The person as an author. */
    public Author author() {
        return new Author(participant, person.invitation());
    }
}
