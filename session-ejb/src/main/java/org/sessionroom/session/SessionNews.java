package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.sessionroom.consent.Consents;
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
        boolean admitted = sessions.seat(session.id(), ParticipantRole.CLIENT).isAdmitted();
        changed.fire(new SessionChanged(SessionView.of(session, admitted), consents.given(session.id())));
    }
}
