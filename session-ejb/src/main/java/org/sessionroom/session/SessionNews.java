package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;

/** Fires the event of a changed session in the transaction that changed it; the room is notified after the commit. */
@ApplicationScoped
public class SessionNews {

    @Inject
    private SessionRepository sessions;

    @Inject
    private ConsentRepository consents;

    @Inject
    private Event<SessionChanged> changed;

    /** @param session its row is locked by this transaction */
    public void tell(TherapySessionEntity session) {
        session.revise();
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        changed.fire(new SessionChanged(SessionView.of(session, client), consents.given(session.id())));
    }
}
