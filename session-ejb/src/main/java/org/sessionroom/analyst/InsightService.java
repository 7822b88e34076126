package org.sessionroom.analyst;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.audit.AuditService;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.insight.InsightPace;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.insight.InsightRoundRepository;
import org.sessionroom.insight.InsightsChanged;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.RoundKind;
import org.sessionroom.insight.RoundState;
import org.sessionroom.outbox.OutboxEntity;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.TherapySessionEntity;

/**
 * Begins rounds of the assistant, in one transaction each; {@link InsightResultService} records their results, and no transaction
 * lasts as long as the request itself. Drafts are sent by the outbox. Each method locks the session's row, so that each round is
 * requested once, whichever node starts it.
 */
@Stateless
public class InsightService {

    @Inject
    private RoundEnd roundEnd;

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private ConsentRepository consents;

    @Inject
    private SessionMaterial material;

    @Inject
    private InsightRoundRepository rounds;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private Event<InsightsChanged> changes;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** The next sessions, after one, for which a round may be due. */
    public List<SessionId> due(SessionId after, int limit) {
        return rounds.due(clock.instant().minus(InsightPace.REST), after, limit);
    }

    /** The next sessions, after one, that have ended without a draft. */
    public List<SessionId> undrafted(SessionId after, int limit) {
        return rounds.undrafted(clock.instant(), after, limit);
    }

    /**
     * Begins a round of insights during the session, if one is due; never while somebody is off the record. A session that is locked
     * is tried again next time.
     */
    public Optional<InsightTask> beginLive(SessionId id) {
        return sessions.lockIfFree(id).flatMap(this::beginLive);
    }

    private Optional<InsightTask> beginLive(TherapySessionEntity session) {
        SessionId id = session.id();
        boolean due = session.status() == SessionStatus.ACTIVE
                && session.rules().isOnRecord()
                && InsightPace.isDue(rounds.of(id), session.lastLine(), clock.instant());
        if (!due || !consents.given(id).allowAnalysis() || !somethingWasSaid(id)) {
            return Optional.empty();
        }
        askedByItself(session, RoundKind.LIVE);
        return Optional.of(task(begin(session, RoundKind.LIVE, NoteForm.SOAP), Optional.empty()));
    }

    /**
     * Requests the final draft of a session that has ended, unless one was requested since, or another is being written. A draft
     * that was written during the session does not contain its end.
     */
    public void draftAtTheEnd(SessionId id, NoteForm form) {
        if (consents.given(id).allowAnalysis()) {
            sessions.lockIfFree(id).ifPresent(session -> draftAtTheEnd(session, form));
        }
    }

    private void draftAtTheEnd(TherapySessionEntity session, NoteForm form) {
        SessionId id = session.id();
        Instant now = clock.instant();
        List<InsightRoundEntity> all = rounds.of(id);
        boolean drafted = all.stream()
                .filter(round -> round.kind() == RoundKind.DRAFT)
                .anyMatch(round -> session.endedAt()
                        .filter(end -> !round.askedAt().isBefore(end))
                        .isPresent());
        boolean due = session.status() == SessionStatus.COMPLETED
                && !drafted
                && all.stream().noneMatch(round -> round.state(now) == RoundState.ASKED);
        if (due && consents.given(id).allowAnalysis() && somethingWasSaid(id)) {
            askedByItself(session, RoundKind.DRAFT);
            toBeDrafted(begin(session, RoundKind.DRAFT, form));
        }
    }

    /**
     * Requests a draft for the therapist. If one of the same form waits for its next attempt, it is retried now.
     *
     * @throws SessionRejected CONSENT_MISSING, TOO_FAST while another is being written, WRONG_STATE if the transcript was
     *     erased, or because of the person's rights
     */
    public void draft(Person person, SessionId id, NoteForm form) {
        TherapySessionEntity session = gate.lock(Action.ANALYSE, person, id).session();
        Instant now = clock.instant();
        if (session.endedAt()
                .filter(end -> RetentionClass.TRANSCRIPT.isOver(end, now))
                .isPresent()) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
        List<InsightRoundEntity> all = rounds.of(id);
        Map<UUID, OutboxEntity> waiting = waiting(id);
        Optional<OutboxEntity> same = all.stream()
                .filter(round -> round.form() == form && waiting.containsKey(round.id()))
                .findFirst()
                .map(round -> waiting.get(round.id()));
        if (!InsightPace.mayAsk(all, waiting.keySet(), now)) {
            throw new SessionRejected(Rejection.TOO_FAST);
        }
        auditService.done(person, Action.ANALYSE, form.name(), id, session.appointmentId());
        same.ifPresentOrElse(
                entry -> outbox.hurry(entry, now), () -> toBeDrafted(begin(session, RoundKind.DRAFT, form)));
    }

    /** Drafts that failed temporarily, by their round. */
    private Map<UUID, OutboxEntity> waiting(SessionId id) {
        Map<UUID, OutboxEntity> waiting = new HashMap<>(outbox.drafts(id));
        waiting.values().removeIf(entry -> entry.progress().nextTry().isEmpty());
        return waiting;
    }

    private void toBeDrafted(InsightRoundEntity round) {
        outbox.add(OutboxEntity.draft(ids.next(), round.sessionId(), round.id(), clock.instant()));
    }

    /** The session of a draft that waits in the outbox; empty once it was erased. */
    public Optional<SessionId> sessionOf(UUID entry) {
        return outbox.sessionOf(entry);
    }

    /** Begins an attempt at a draft, if one is due, with the current transcript. */
    public Optional<InsightTask> takeUp(UUID id) {
        return outbox.sessionOf(id).map(sessions::lock).flatMap(session -> {
            Instant now = clock.instant();
            return outbox.lockIfFree(id)
                    .filter(entry -> entry.isDue(now))
                    .flatMap(entry -> takeUp(session, entry, now));
        });
    }

    private Optional<InsightTask> takeUp(TherapySessionEntity session, OutboxEntity entry, Instant now) {
        InsightRoundEntity round = rounds.get(entry.roundId().orElseThrow());
        if (!round.isAsked()) {
            entry.drop(now);
            return Optional.empty();
        }
        if (!consents.given(session.id()).allowAnalysis()) {
            entry.drop(now);
            round.fail(Rejection.CONSENT_MISSING.name(), now);
            roundEnd.record(session, round);
            return Optional.empty();
        }
        if (!entry.begin(now)) {
            roundEnd.giveUp(session, entry, round);
            return Optional.empty();
        }
        round.askAgain(session.lastLine(), now);
        changes.fire(new InsightsChanged(session.id()));
        return Optional.of(task(round, Optional.of(new InsightTask.Attempt(entry.id(), entry.attempts()))));
    }

    /** A transcript of gaps only has grown, but contains no words. */
    private boolean somethingWasSaid(SessionId id) {
        return !material.transcript(id).withoutDoubts().utterances().isEmpty();
    }

    private void askedByItself(TherapySessionEntity session, RoundKind kind) {
        auditService.done(Person.SYSTEM, Action.ANALYSE, kind + " ASKED", session.id(), session.appointmentId());
    }

    private InsightRoundEntity begin(TherapySessionEntity session, RoundKind kind, NoteForm form) {
        SessionId id = session.id();
        Locale language = appointments.get(session.appointmentId()).language();
        var round = new InsightRoundEntity(
                ids.next(), id, kind, form, language.toLanguageTag(), session.lastLine(), clock.instant());
        rounds.add(round);
        changes.fire(new InsightsChanged(id));
        return round;
    }

    private InsightTask task(InsightRoundEntity round, Optional<InsightTask.Attempt> attempt) {
        SessionId id = round.sessionId();
        return new InsightTask(
                round.id(),
                attempt,
                id,
                round.kind(),
                round.form(),
                Locale.forLanguageTag(round.language()),
                material.transcript(id).withoutDoubts(),
                material.listening(id, clock.instant()),
                material.steps(id));
    }
}
