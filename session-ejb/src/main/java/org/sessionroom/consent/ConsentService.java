package org.sessionroom.consent;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Messages;
import org.sessionroom.audit.AuditService;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/** Stores people's consents, refusals and withdrawals; whatever depends on a consent stops with the commit. */
@Stateless
public class ConsentService {

    /** Every entrance reads them all; two people who change their minds hourly about three purposes make a dozen. */
    private static final int MOST_DECISIONS = 200;

    @Inject
    private ConsentRepository consents;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private SessionNews news;

    @Inject
    private Clock clock;

    /**
     * A session's decisions, oldest first.
     *
     * @throws SessionRejected if the person may not see them
     */
    public List<KeptConsent> read(Person person, SessionId id) {
        List<ParticipantEntity> seats =
                gate.find(Action.READ_CONSENTS, person, id).seats();
        return consents.of(id).stream()
                .map(consent -> new KeptConsent(consent, seats.stream().anyMatch(consent::isOfHolder)))
                .toList();
    }

    /**
     * Stores a person's own decision. A repeated decision is not stored again, and nobody is notified.
     *
     * @param language in which they read the text, one of {@link Messages#LANGUAGES}
     * @throws SessionRejected CONSENT_OUTDATED, INVALID, TOO_OFTEN if the session has many decisions already, or because of the person's rights
     */
    public Answer decide(
            Person person, SessionId id, Purpose purpose, Decision decision, String textVersion, String language) {
        PermittedSession permitted = gate.lock(Action.CONSENT, person, id);
        TherapySessionEntity session = permitted.session();
        if (Messages.LANGUAGES.stream().noneMatch(known -> known.toLanguageTag().equals(language))) {
            throw SessionRejected.invalid("language", Kind.UNKNOWN, "pt-BR, en");
        }
        ParticipantEntity own = permitted.seatOf(person);
        UUID invitation = own.invitation().orElse(null);
        Consent consent =
                new Consent(own.role(), invitation, purpose, decision, textVersion, language, clock.instant());
        consent.requireCurrentText();
        List<Consent> all = consents.of(id);
        Optional<Consent> before = latest(all, own, purpose);
        if (before.filter(consent::repeats).isPresent()) {
            return new Answer(before.get(), true);
        }
        // Whoever agrees can always take it back.
        if (decision == Decision.GIVEN && all.size() >= MOST_DECISIONS) {
            throw new SessionRejected(Rejection.TOO_OFTEN);
        }
        consents.append(own, consent);
        boolean agreed =
                before.filter(earlier -> earlier.decision() == Decision.GIVEN).isPresent();
        if (purpose == Purpose.TRANSCRIPTION && agreed != (decision == Decision.GIVEN)) {
            session.ignoreSpeechBefore(consent.at());
        }
        auditService.done(person, Action.CONSENT, purpose + " " + decision, id, session.appointmentId());
        news.tell(session);
        return new Answer(consent, false);
    }

    private static Optional<Consent> latest(List<Consent> all, ParticipantEntity own, Purpose purpose) {
        return all.stream()
                .filter(consent -> consent.purpose() == purpose && consent.isOfHolder(own))
                .reduce((older, newer) -> newer);
    }

    /** @param current whether the person who decided has the seat now; otherwise somebody has taken it after them */
    public record KeptConsent(Consent consent, boolean current) {}

    /** @param unchanged whether the returned consent already contained the same decision */
    public record Answer(Consent consent, boolean unchanged) {}
}
