package org.sessionroom.transcript;

import java.time.Instant;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.SessionId;

/** The partial text of an utterance. Shown, never stored. */
public record PartialHeard(SessionId session, ParticipantId by, Instant from, String text) {

    /** Does not show what is said. */
    @Override
    public String toString() {
        return "PartialHeard[" + session + ", " + by + "]";
    }
}
