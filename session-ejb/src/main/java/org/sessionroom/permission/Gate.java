package org.sessionroom.permission;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentOwner;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.audit.AuditService;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.consent.Purpose;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionOwners;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionRepository;
import org.sessionroom.session.TherapySessionEntity;

/**
 * Checks {@link Permissions} and audits every refusal. A use case gets its session here, locked if it will change it, once the
 * person is known to be permitted; one that had to lock the session itself asks {@code require}.
 */
@ApplicationScoped
public class Gate {

    /**
     * For one person, action and reason in one session at most one log line and one row a minute. Otherwise repeated requests would
     * fill both, and each would take a second connection to the database.
     */
    private static final RecurringFaults REFUSALS = new RecurringFaults(Duration.ofMinutes(1), 10_000);

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private ConsentRepository consents;

    @Inject
    private AuditService auditService;

    /**
     * The session, to be read.
     *
     * @throws SessionRejected NOT_FOUND, or because of the person's rights
     */
    public PermittedSession find(Action action, Person person, SessionId id) {
        return require(action, person, sessions.get(id));
    }

    /**
     * The session, with its row locked until the transaction ends. Whoever has no right to it in any state is refused without the
     * lock, so that only its own people, and systems for all sessions, can make others wait for it.
     *
     * @throws SessionRejected NOT_FOUND, or because of the person's rights
     */
    public PermittedSession lock(Action action, Person person, SessionId id) {
        SessionOwners owners = sessions.owners(id);
        try {
            Permissions.requireInSomeState(action, person, id, owners.include(person));
        } catch (SessionRejected refusal) {
            recordRefusal(refusal, action, person, id, owners.appointment());
            throw refusal;
        }
        return require(action, person, sessions.lock(id));
    }

    /**
     * For a use case that had to read something of the session before.
     *
     * @throws SessionRejected if the person may not
     */
    public PermittedSession require(Action action, Person person, TherapySessionEntity session) {
        var permitted = new PermittedSession(session, sessions.seats(session.id()));
        Set<Purpose> agreed =
                Permissions.asksConsent(action) ? consents.given(session.id()).byBoth() : Set.of();
        try {
            Permissions.require(action, person, session.standing(person, permitted.client(), agreed));
        } catch (SessionRejected refusal) {
            recordRefusal(refusal, action, person, session.id(), session.appointmentId());
            throw refusal;
        }
        return permitted;
    }

    private void recordRefusal(
            SessionRejected refusal, Action action, Person person, SessionId session, UUID appointment) {
        count(session, action, person, refusal).ifPresent(times -> {
            LOG.refused(session, action, person.id(), refusal.rejection(), times);
            auditService.refused(person, action, refusal.rejection(), times, session, appointment);
        });
    }

    /**
     * The actions that the person may do with the session now, so that a page need not offer what would be refused. Calls are
     * not included: the room checks the current consents.
     */
    public Set<Action> allowed(Person person, PermittedSession permitted) {
        AccessContext accessContext = permitted.session().standing(person, permitted.client());
        return Arrays.stream(Action.values())
                .filter(action -> Permissions.allows(action, person, accessContext))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
    }

    /**
     * The appointment, with its row locked until the transaction ends; as for a session, without the lock for whoever may not.
     *
     * @throws SessionRejected NOT_FOUND, or because of the person's rights
     */
    public AppointmentEntity lock(Action action, Person person, UUID id) {
        appointments.owner(id).ifPresent(owner -> require(action, person, owner));
        AppointmentEntity appointment = appointments.lock(id);
        require(action, person, appointment);
        return appointment;
    }

    /**
     * For a use case that locks the row itself, before it does.
     *
     * @throws SessionRejected if the person may not
     */
    public void require(Action action, Person person, AppointmentOwner owner) {
        requireOwn(action, person, owner.therapist(), owner.appointment());
    }

    /** @throws SessionRejected if the person may not */
    public void require(Action action, Person person, AppointmentEntity appointment) {
        requireOwn(action, person, appointment.therapist(), appointment.id());
    }

    /**
     * For objects without an id yet.
     *
     * @param therapist whose agenda it concerns
     * @throws SessionRejected if the person may not
     */
    public void require(Action action, Person person, String therapist) {
        requireOwn(action, person, therapist, null);
    }

    private void requireOwn(Action action, Person person, String therapist, UUID appointment) {
        try {
            Permissions.require(action, person, AccessContext.outsideSessions(therapist.equals(person.id())));
        } catch (SessionRejected refusal) {
            count(appointment, action, person, refusal).ifPresent(times -> {
                LOG.refusedOutsideSessions(
                        Objects.toString(appointment, "not made yet"), action, person.id(), refusal.rejection(), times);
                auditService.refused(person, action, refusal.rejection(), times, null, appointment);
            });
            throw refusal;
        }
    }

    /** @return the number of refusals since the last record, if they are to be recorded now */
    private static OptionalLong count(Object what, Action action, Person person, SessionRejected refusal) {
        String kind = what + " " + action + " " + refusal.rejection() + " " + person.id();
        return REFUSALS.count(kind, System.nanoTime());
    }
}
