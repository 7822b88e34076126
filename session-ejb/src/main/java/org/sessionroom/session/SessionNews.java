package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.sessionroom.consent.Consents;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantRole;

/** Says that a session has changed, in the transaction that changed it; the room hears of it after the commit. */
@ApplicationScoped
public class SessionNews {

    @Inject
    private Sessions sessions;

    @Inject
    private Consents consents;

    @Inject
    private Event<SessionChanged> changed;

    /** @param session its row locked by this transaction */
    public void tell(TherapySession session) {
        session.revise();
        Participant client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        changed.fire(new SessionChanged(SessionView.of(session, client), consents.given(session.id())));
    }
}
