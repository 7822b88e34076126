package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;

/** Fires the events of a session in the transaction that changed it; the room is notified after the commit. */
@ApplicationScoped
public class SessionNews {

    @Inject
    private SessionRepository sessions;

    @Inject
    private ConsentRepository consents;

    @Inject
    private Event<SessionChanged> changed;

    @Inject
    private Event<SessionWarned> warned;

    /** @param session its row is locked by this transaction */
    public void tell(TherapySessionEntity session) {
        session.revise();
        ParticipantEntity client = sessions.seat(session.id(), ParticipantRole.CLIENT);
        changed.fire(new SessionChanged(SessionView.of(session, client), consents.given(session.id())));
    }

    /** @param nearLimit whether the session has just come near its limit of stored bytes; then the people in the room are warned */
    public void warnIf(boolean nearLimit, SessionId session) {
        if (nearLimit) {
            warned.fire(new SessionWarned(session, SessionWarned.Kind.QUOTA, SessionLimits.STORED_WARNING_PERCENT));
        }
    }
}
