package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.Ids;
import org.sessionroom.appointment.Appointments;
import org.sessionroom.audit.Auditing;
import org.sessionroom.consent.Consents;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeys;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Sessions;
import org.sessionroom.session.TherapySession;

/**
 * Writes down that the assistant is asked, and what came of it: one transaction each, and none while it thinks. The session's
 * row is locked, so that a session is asked about once, whichever node's clock says so.
 */
@Stateless
public class AskingAssistant {

    @Inject
    private Sessions sessions;

    @Inject
    private Appointments appointments;

    @Inject
    private Consents consents;

    @Inject
    private SessionMaterial material;

    @Inject
    private InsightRounds rounds;

    @Inject
    private SealingKeys keys;

    @Inject
    private Gate gate;

    @Inject
    private Auditing auditing;

    @Inject
    private Event<InsightsChanged> changes;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** The next sessions, after one, that it may be time to ask about. */
    public List<SessionId> due(SessionId after, int limit) {
        return rounds.due(clock.instant().minus(InsightPace.REST), after, limit);
    }

    /** The next sessions, after one, that have ended without a draft. */
    public List<SessionId> undrafted(SessionId after, int limit) {
        return rounds.undrafted(clock.instant(), after, limit);
    }

    /** Begins to ask what stands out so far, if it is time to; never while somebody is off the record. */
    public Optional<Asked> beginLive(SessionId id) {
        TherapySession session = sessions.lock(id);
        boolean due = session.status() == SessionStatus.ACTIVE
                && session.rules().isOnRecord()
                && InsightPace.isDue(rounds.of(id), session.lastLine(), clock.instant());
        return due && isAgreed(id) && somethingWasSaid(id)
                ? Optional.of(beginByItself(session, RoundKind.LIVE, NoteForm.SOAP))
                : Optional.empty();
    }

    /** Begins the draft of a session that has ended, unless somebody was faster. */
    public Optional<Asked> beginLastDraft(SessionId id, NoteForm form) {
        TherapySession session = sessions.lock(id);
        boolean drafted = rounds.of(id).stream().anyMatch(round -> round.kind() == RoundKind.DRAFT);
        boolean due = session.status() == SessionStatus.COMPLETED && !drafted;
        return due && isAgreed(id) && somethingWasSaid(id)
                ? Optional.of(beginByItself(session, RoundKind.DRAFT, form))
                : Optional.empty();
    }

    /**
     * Begins a draft that its therapist asks for.
     *
     * @throws SessionRejected CONSENT_MISSING, TOO_FAST while another is being written, WRONG_STATE once the transcript is
     *     no longer kept, or what the rights say
     */
    public Asked beginDraft(Person person, SessionId id, NoteForm form) {
        TherapySession session = sessions.lock(id);
        gate.require(
                Action.ANALYSE,
                person,
                session,
                sessions.seat(id, ParticipantRole.CLIENT),
                consents.given(id).byBoth());
        Instant now = clock.instant();
        if (session.endedAt()
                .filter(end -> RetentionClass.TRANSCRIPT.isOver(end, now))
                .isPresent()) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
        if (!InsightPace.mayAsk(rounds.of(id), now)) {
            throw new SessionRejected(Rejection.TOO_FAST);
        }
        auditing.done(person, Action.ANALYSE, form.name(), id, session.appointmentId());
        return begin(session, RoundKind.DRAFT, form);
    }

    /** A transcript of gaps alone has grown, and says nothing. */
    private boolean somethingWasSaid(SessionId id) {
        return !material.transcript(id).utterances().isEmpty();
    }

    private boolean isAgreed(SessionId id) {
        Set<Purpose> agreed = consents.given(id).byBoth();
        return agreed.contains(Purpose.TRANSCRIPTION) && agreed.contains(Purpose.AI_ANALYSIS);
    }

    private Asked beginByItself(TherapySession session, RoundKind kind, NoteForm form) {
        auditing.done(Person.SYSTEM, Action.ANALYSE, kind + " ASKED", session.id(), session.appointmentId());
        return begin(session, kind, form);
    }

    private Asked begin(TherapySession session, RoundKind kind, NoteForm form) {
        SessionId id = session.id();
        Locale language = appointments.get(session.appointmentId()).language();
        var round = new InsightRound(
                ids.next(), id, kind, form, language.toLanguageTag(), session.lastLine(), clock.instant());
        rounds.add(round);
        changes.fire(new InsightsChanged(id));
        return new Asked(round.id(), id, kind, form, language, material.transcript(id), material.steps(id));
    }

    /** Whether an answer is still wanted: a consent, or a line, may have been taken back while it was being thought about. */
    public boolean isStillWanted(Asked asked) {
        return rounds.get(asked.round()).isAsked() && isAgreed(asked.session());
    }

    /** Keeps an answer, unless a consent or a line was taken back meanwhile. */
    public void finish(Asked asked, Answered answered) {
        TherapySession session = sessions.lock(asked.session());
        InsightRound round = rounds.get(asked.round());
        Instant now = clock.instant();
        if (isAgreed(asked.session())) {
            round.finish(
                    answered, asked.transcript(), keys.ofOrNew(asked.session().value(), RetentionClass.ANALYSIS), now);
            session.store(round.storedBytes());
        } else {
            round.fail(Rejection.CONSENT_MISSING.name(), now);
        }
        ended(session, round);
    }

    /** There was an answer, twice, and nothing of it can be used. */
    public void refuse(Asked asked, InsightAnswer unusable) {
        TherapySession session = sessions.lock(asked.session());
        InsightRound round = rounds.get(asked.round());
        SealingKey key = keys.ofOrNew(asked.session().value(), RetentionClass.ANALYSIS);
        round.refuse(unusable, key, clock.instant());
        session.store(round.storedBytes());
        ended(session, round);
    }

    /** @param reason of a closed list */
    public void fail(Asked asked, String reason) {
        TherapySession session = sessions.lock(asked.session());
        InsightRound round = rounds.get(asked.round());
        round.fail(reason, clock.instant());
        ended(session, round);
    }

    private void ended(TherapySession session, InsightRound round) {
        String outcome = round.kind() + " " + round.state(clock.instant());
        auditing.done(Person.SYSTEM, Action.ANALYSE, outcome, session.id(), session.appointmentId());
        LOG.assistantAnswered(session.id(), outcome, round.failure().orElse("-"));
        changes.fire(new InsightsChanged(session.id()));
    }
}
