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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.sessionroom.Hospital;
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
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKeyRepository;

/**
 * Moves sessions through their states, for all callers: the room, the agenda, the API and the timers. One transaction for each
 * transition; the room is notified after the commit.
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

    /** @throws SessionRejected if there is none or the person may not see it */
    public SessionView read(Person person, SessionId id) {
        return gate.find(Action.READ_SESSION, person, id).view();
    }

    /**
     * The session's current state as an event, in case a message to the room was lost.
     *
     * @throws SessionRejected if there is none
     */
    public SessionChanged now(SessionId id) {
        SessionView session = SessionView.of(sessions.get(id), sessions.seat(id, ParticipantRole.CLIENT));
        return new SessionChanged(session, consents.given(id));
    }

    /** The current terms of these sessions, with the revision, by which a reader recognises outdated ones. */
    public List<TranscriptTerms> transcriptTerms(Collection<SessionId> ids) {
        return sessions.transcriptTerms(ids);
    }

    /** A therapist's own sessions, newest first, at most {@code limit}. */
    public List<SessionView> readAll(Person person, int limit) {
        gate.require(Action.READ_AGENDA, person, person.id());
        List<TherapySessionEntity> own = sessions.ofTherapist(person.id(), limit);
        Map<SessionId, ParticipantEntity> clients =
                sessions.seats(own.stream().map(TherapySessionEntity::id).toList(), ParticipantRole.CLIENT).stream()
                        .collect(Collectors.toMap(ParticipantEntity::sessionId, seat -> seat));
        return own.stream()
                .map(session -> SessionView.of(session, clients.get(session.id())))
                .toList();
    }

    /**
     * @param reason required if the transition needs one
     * @throws SessionRejected WRONG_STATE, REASON_NEEDED, TOO_OFTEN after {@link SessionLimits#PAUSES}, MANY_RUNNING or because of
     *     the person's rights; the state is unchanged
     */
    public SessionView move(Person person, SessionId id, Transition transition, Optional<String> reason) {
        PermittedSession permitted = gate.lock(Action.valueOf(transition.name()), person, id);
        TherapySessionEntity session = permitted.session();
        Optional<String> why =
                reason.filter(text -> !TextRule.REASON.isEmpty(text)).map(text -> TextRule.REASON.read("reason", text));
        if (why.isEmpty() && transition.needsReason()) {
            throw new SessionRejected(Rejection.REASON_NEEDED);
        }
        if (transition == Transition.PAUSE && sessions.pauses(id) >= SessionLimits.PAUSES) {
            throw new SessionRejected(Rejection.TOO_OFTEN);
        }
        step(session, transition, person, why);
        return permitted.view();
    }

    /**
     * Cancels a session because its appointment is cancelled; no reason is required.
     *
     * @throws SessionRejected WRONG_STATE once it has begun, for every caller: then only its therapist may end or annul it
     */
    public void callOff(Person person, SessionId id) {
        TherapySessionEntity session = gate.lock(Action.CANCEL, person, id).session();
        if (session.status() != SessionStatus.PENDING) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
        step(session, Transition.CANCEL, person, Optional.empty());
    }

    /**
     * Admits the waiting client, and starts the session if it has not begun. Admitting twice changes nothing.
     *
     * @throws SessionRejected MANY_RUNNING or because of the person's rights; nobody is admitted
     */
    public SessionView admit(Person person, SessionId id) {
        PermittedSession permitted = gate.lock(Action.ADMIT, person, id);
        TherapySessionEntity session = permitted.session();
        permitted.client().admit(clock.instant());
        if (session.status() == SessionStatus.PENDING) {
            step(session, Transition.START, person, Optional.empty());
        }
        acted(session, Action.ADMIT, person);
        return permitted.view();
    }

    /** Switches what the client may do on the field, with immediate effect. */
    public SessionView setClientAccess(Person person, SessionId id, FieldAccess access) {
        PermittedSession permitted = gate.lock(Action.SET_ACCESS, person, id);
        TherapySessionEntity session = permitted.session();
        session.setClientAccess(access);
        acted(session, Action.SET_ACCESS, person);
        return permitted.view();
    }

    /** Switches whether the client may share their screen, with immediate effect. */
    public SessionView setClientSharing(Person person, SessionId id, boolean allowed) {
        PermittedSession permitted = gate.lock(Action.SET_SHARING, person, id);
        TherapySessionEntity session = permitted.session();
        session.setClientSharing(allowed);
        acted(session, Action.SET_SHARING, person);
        return permitted.view();
    }

    /**
     * Applies the time limits: ends, warnings, pauses of empty rooms. Any node may call it at any time. Each session has a
     * transaction of its own: one that fails or is locked is found again and does not delay the others.
     *
     * @return the number of sessions that were checked
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public int keepTime() {
        SessionLifecycle each = context.getBusinessObject(SessionLifecycle.class);
        try {
            return EachSession.of(each::due, each::keepTime);
        } catch (SessionUnavailable notNow) {
            // Already logged; the next run tries again.
            return 0;
        }
    }

    /** The next sessions, after one, for which a time limit may be due. */
    public List<SessionId> due(SessionId after) {
        return sessions.due(clock.instant(), after, SWEEP);
    }

    /** Applies the time limits to one session, unless its row is locked. */
    public void keepTime(SessionId id) {
        Instant now = clock.instant();
        sessions.lockIfFree(id).ifPresent(session -> {
            session.keepTime(now, presence.last(id), ids).forEach(step -> record(session, step, Person.SYSTEM));
            OptionalInt minutes = session.warn(now);
            minutes.ifPresent(left -> warned.fire(new SessionWarned(id, SessionWarned.Kind.TIME, left)));
        });
    }

    private void step(TherapySessionEntity session, Transition transition, Person by, Optional<String> reason) {
        if (transition == Transition.START
                && session.status() == SessionStatus.PENDING
                && sessions.countRunningAlone(session.therapist()) >= Hospital.runningSessions()) {
            throw new SessionRejected(Rejection.MANY_RUNNING);
        }
        session.move(transition, by, clock.instant(), ids).ifPresent(step -> {
            reason.ifPresent(text -> step.because(text, keys.of(session.id().value(), RetentionClass.SESSION)));
            record(session, step, by);
        });
    }

    private void record(TherapySessionEntity session, SessionTransitionEntity step, Person by) {
        sessions.add(step);
        if (!session.status().isOpen()) {
            invitations.revokeOpen(session.id(), step.occurredAt());
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
