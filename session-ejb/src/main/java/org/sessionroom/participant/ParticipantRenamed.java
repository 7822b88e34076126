package org.sessionroom.participant;

import org.sessionroom.session.SessionId;

/** Somebody in a session is called otherwise than before. Fired inside the transaction. */
public record ParticipantRenamed(SessionId session, ParticipantId participant, String name) {

    /** Does not show the name. */
    @Override
    public String toString() {
        return "ParticipantRenamed[" + session + ", " + participant + "]";
    }
}
