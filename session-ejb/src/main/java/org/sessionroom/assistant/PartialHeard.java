package org.sessionroom.assistant;

import java.time.Instant;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.SessionId;

/** Somebody is saying something, and this is what it sounds like so far. Shown and forgotten. */
public record PartialHeard(SessionId session, ParticipantId by, Instant from, String text) {

    /** Does not show what is said. */
    @Override
    public String toString() {
        return "PartialHeard[" + session + ", " + by + "]";
    }
}
