package org.sessionroom.session;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sessionroom.Ids;
import org.sessionroom.audit.AuditService;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.input.TextRule;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.participant.ClientMailService;
import org.sessionroom.participant.InvitationRepository;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKeyRepository;

/**
 * Moves sessions through their life, whoever asks: the room, the agenda, the API or the clock. One transaction a step; the
 * room hears of it after the commit.
 */
@Stateless
public class SessionLifecycle {

    private static final int SWEEP = 100;

    @Resource
    private SessionContext context;

    @Inject
    private CommittedLog log;

    @Inject
    private SessionRepository sessions;

    @Inject
    private SessionPresence presence;

    @Inject
    private InvitationRepository invitations;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private AuditService auditService;

    @Inject
    private ConsentRepository consents;

    @EJB
    private ClientMailService clientMailService;

    @Inject
    private SessionNews news;

    @Inject
    private Event<SessionWarned> warned;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    /** @throws SessionRejected when there is none or the person may not see it */
    public SessionView read(Person person, SessionId id) {
        TherapySessionEntity session = sessions.get(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.READ_SESSION, person, session, client);
        return SessionView.of(session, client);
    }

    /**
     * What the room is told of a session, as it is now: news that did not come.
     *
     * @throws SessionRejected when there is none
     */
    public SessionChanged now(SessionId id) {
        SessionView session = SessionView.of(sessions.get(id), sessions.seat(id, ParticipantRole.CLIENT));
        return new SessionChanged(session, consents.given(id));
    }

    /** Of these sessions, as they are now; with the revision, by which what is known of them can be known to be old. */
    public List<TranscriptTerms> transcriptTerms(Collection<SessionId> ids) {
        return sessions.transcriptTerms(ids);
    }

    /** A therapist's own sessions, newest first, at most so many. */
    public List<SessionView> readAll(Person person, int limit) {
        gate.require(Action.READ_AGENDA, person, person.id());
        return sessions.ofTherapist(person.id(), limit).stream()
                .map(session -> SessionView.of(session, sessions.seat(session.id(), ParticipantRole.CLIENT)))
                .toList();
    }

    /**
     * @param reason needed where the table of transitions says so
     * @throws SessionRejected WRONG_STATE, REASON_NEEDED or what the rights say; the state is unchanged
     */
    public SessionView move(Person person, SessionId id, Transition transition, Optional<String> reason) {
        TherapySessionEntity session = sessions.lock(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.valueOf(transition.name()), person, session, client);
        Optional<String> why =
                reason.filter(text -> !TextRule.REASON.isEmpty(text)).map(text -> TextRule.REASON.read("reason", text));
        if (why.isEmpty() && transition.needsReason()) {
            throw new SessionRejected(Rejection.REASON_NEEDED);
        }
        step(session, transition, person, why);
        return SessionView.of(session, client);
    }

    /**
     * Cancels a session because its appointment is cancelled, for which nobody is asked a reason.
     *
     * @throws SessionRejected WRONG_STATE once it has begun, whoever asks: then it is its therapist's to end or annul
     */
    public void callOff(Person person, SessionId id) {
        TherapySessionEntity session = sessions.lock(id);
        gate.require(Action.CANCEL, person, session, sessions.seat(id, ParticipantRole.CLIENT));
        if (session.status() != SessionStatus.PENDING) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
        step(session, Transition.CANCEL, person, Optional.empty());
    }

    /** Lets the waiting client in, and starts the session if it has not begun. Admitting twice changes nothing. */
    public SessionView admit(Person person, SessionId id) {
        TherapySessionEntity session = sessions.lock(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.ADMIT, person, session, client);
        client.admit(clock.instant());
        if (session.status() == SessionStatus.PENDING) {
            step(session, Transition.START, person, Optional.empty());
        }
        acted(session, Action.ADMIT, person);
        return SessionView.of(session, client);
    }

    /** Switches what the client may do on the field, at once. */
    public SessionView setClientAccess(Person person, SessionId id, FieldAccess access) {
        TherapySessionEntity session = sessions.lock(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.SET_ACCESS, person, session, client);
        session.setClientAccess(access);
        acted(session, Action.SET_ACCESS, person);
        return SessionView.of(session, client);
    }

    /** Switches whether the client may share their screen, at once. */
    public SessionView setClientSharing(Person person, SessionId id, boolean allowed) {
        TherapySessionEntity session = sessions.lock(id);
        ParticipantEntity client = sessions.seat(id, ParticipantRole.CLIENT);
        gate.require(Action.SET_SHARING, person, session, client);
        session.setClientSharing(allowed);
        acted(session, Action.SET_SHARING, person);
        return SessionView.of(session, client);
    }

    /**
     * Does what the clock asks: ends, warnings, pauses of empty rooms. Any node may call it at any time. Each session has a
     * transaction of its own: one that fails, or that somebody holds, is found again and keeps no other waiting.
     *
     * @return how many sessions were looked at
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public int keepTime() {
        SessionLifecycle each = context.getBusinessObject(SessionLifecycle.class);
        try {
            return EachSession.of(each::due, each::keepTime);
        } catch (SessionUnavailable notNow) {
            // Written down where it was met; the next tick looks again.
            return 0;
        }
    }

    /** The next sessions, after one, that the clock may ask something of. */
    public List<SessionId> due(SessionId after) {
        return sessions.due(clock.instant(), after, SWEEP);
    }

    /** Does what the clock asks of one session, unless somebody else is at work on it. */
    public void keepTime(SessionId id) {
        Instant now = clock.instant();
        sessions.lockIfFree(id).ifPresent(session -> {
            session.keepTime(now, presence.last(id), ids).forEach(step -> record(session, step, Person.SYSTEM));
            OptionalInt minutes = session.warn(now);
            minutes.ifPresent(left -> warned.fire(new SessionWarned(id, SessionWarned.Kind.TIME, left)));
        });
    }

    private void step(TherapySessionEntity session, Transition transition, Person by, Optional<String> reason) {
        session.move(transition, by, clock.instant(), ids).ifPresent(step -> {
            reason.ifPresent(text -> step.because(text, keys.of(session.id().value(), RetentionClass.SESSION)));
            record(session, step, by);
        });
    }

    private void record(TherapySessionEntity session, SessionTransitionEntity step, Person by) {
        sessions.add(step);
        if (!session.status().isOpen()) {
            invitations.revokeAll(session.id(), step.occurredAt());
        }
        if (session.status() == SessionStatus.CANCELLED && step.from().isOpen()) {
            clientMailService.tell(session, OutboxKind.CANCELLED);
        }
        Transition transition = Transition.between(step.from(), step.to()).orElseThrow();
        auditService.done(by, Action.valueOf(transition.name()), session.id(), session.appointmentId());
        log.write(line -> line.moved(session.id(), step.from(), step.to(), by.id()));
        news.tell(session);
    }

    private void acted(TherapySessionEntity session, Action action, Person by) {
        auditService.done(by, action, session.id(), session.appointmentId());
        log.write(line -> line.acted(session.id(), action, by.id()));
        news.tell(session);
    }
}
