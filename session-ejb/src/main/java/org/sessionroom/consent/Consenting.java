package org.sessionroom.consent;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.sessionroom.Messages;
import org.sessionroom.audit.Auditing;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.Sessions;
import org.sessionroom.session.TherapySession;

/** Keeps what people agree to, refuse and take back; what depends on it stops with the commit. */
@Stateless
public class Consenting {

    @Inject
    private Sessions sessions;

    @Inject
    private Consents consents;

    @Inject
    private Gate gate;

    @Inject
    private Auditing auditing;

    @Inject
    private SessionNews news;

    @Inject
    private Clock clock;

    /**
     * A session's decisions, oldest first.
     *
     * @throws SessionRejected when the person may not see them
     */
    public List<Consent> read(Person person, SessionId id) {
        TherapySession session = sessions.get(id);
        gate.require(Action.READ_CONSENTS, person, session, sessions.seat(id, ParticipantRole.CLIENT));
        return consents.of(id);
    }

    /**
     * Keeps a person's own decision.
     *
     * @param language in which they read the text, one of {@link Messages#LANGUAGES}
     * @throws SessionRejected CONSENT_OUTDATED, INVALID or what the rights say
     */
    public Consent decide(
            Person person, SessionId id, Purpose purpose, Decision decision, String textVersion, String language) {
        TherapySession session = sessions.lock(id);
        Participant client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.CONSENT, person, session, client);
        if (Messages.LANGUAGES.stream().noneMatch(known -> known.toLanguageTag().equals(language))) {
            throw new SessionRejected(Rejection.INVALID);
        }
        Participant own = person.is(Role.CLIENT) ? client : sessions.seat(id, ParticipantRole.THERAPIST);
        Consent consent = new Consent(own.role(), purpose, decision, textVersion, language, clock.instant());
        consent.requireCurrentText();
        boolean agreed = consents.given(id).to(purpose).contains(own.role());
        consents.append(own, consent);
        if (purpose == Purpose.TRANSCRIPTION && agreed != (decision == Decision.GIVEN)) {
            session.hearAnew(consent.at());
        }
        auditing.done(person, Action.CONSENT, purpose + " " + decision, id, session.appointmentId());
        news.tell(session);
        return consent;
    }
}
