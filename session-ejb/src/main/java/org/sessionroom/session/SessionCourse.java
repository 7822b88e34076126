package org.sessionroom.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.AppointmentRepository;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.Retention;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;

/** The planned time and the actual course of a session, for people who may see it. */
@Stateless
public class SessionCourse {

    @Inject
    private SessionRepository sessions;

    @Inject
    private AppointmentRepository appointments;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private Retention retention;

    /** @throws SessionRejected if there is none or the person may not see it */
    public Planned planned(Person person, SessionId id) {
        AppointmentEntity appointment =
                appointments.get(session(Action.READ_SESSION, person, id).appointmentId());
        return new Planned(appointment.startsAt(), Duration.between(appointment.startsAt(), appointment.endsAt()));
    }

    /**
     * The transitions so far, oldest first, without their reasons.
     *
     * @throws SessionRejected if there is none or the person may not see it
     */
    public List<Step> steps(Person person, SessionId id) {
        TherapySessionEntity session = session(Action.READ_SESSION, person, id);
        return sessions.steps(id).stream()
                .map(step -> told(step, session, Optional.empty()))
                .toList();
    }

    /**
     * As {@link #steps}, with the reasons that were given.
     *
     * @throws SessionRejected if the person may not read its record
     */
    public List<Step> stepsWithReasons(Person person, SessionId id) {
        TherapySessionEntity session = session(Action.READ_RECORD, person, id);
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        return sessions.steps(id).stream()
                .map(step -> told(step, session, step.reason(key)))
                .toList();
    }

    /**
     * What of it was erased so far, oldest first.
     *
     * @throws SessionRejected if there is none or the person may not see it
     */
    public List<Erasure> erasures(Person person, SessionId id) {
        session(Action.READ_SESSION, person, id);
        return retention.receipts(id).stream()
                .map(receipt -> new Erasure(
                        receipt.retention(),
                        receipt.period(),
                        receipt.erasedAt(),
                        receipt.erased().keys(),
                        receipt.erased().rows()))
                .toList();
    }

    /**
     * The actions that the person may do with it now.
     *
     * @throws SessionRejected if there is none or the person may not see it
     */
    public Set<Action> allowed(Person person, SessionId id) {
        return gate.allowed(person, gate.find(Action.READ_SESSION, person, id));
    }

    private TherapySessionEntity session(Action action, Person person, SessionId id) {
        return gate.find(action, person, id).session();
    }

    private static Step told(SessionTransitionEntity step, TherapySessionEntity session, Optional<String> reason) {
        return new Step(step.from(), step.to(), step.occurredAt(), mover(step.actor(), session), reason);
    }

    /** Only these three roles can move a session. */
    private static Role mover(String actor, TherapySessionEntity session) {
        if (actor.equals(Person.SYSTEM.id())) {
            return Role.SYSTEM;
        }
        return actor.equals(session.therapist()) ? Role.THERAPIST : Role.SCHEDULER;
    }

    /** The time of the appointment. */
    public record Planned(Instant startsAt, Duration duration) {}

    /**
     * An erasure of data of a session.
     *
     * @param kept how long the class was kept after the end
     * @param keys destroyed data keys
     * @param rows deleted rows
     */
    public record Erasure(RetentionClass retention, Period kept, Instant at, int keys, int rows) {}

    /**
     * A transition of a session.
     *
     * @param by THERAPIST, SCHEDULER or SYSTEM
     * @param reason empty if none was given, or if the caller may not read it
     */
    public record Step(SessionStatus from, SessionStatus to, Instant at, Role by, Optional<String> reason) {

        /** Does not show the reason. */
        @Override
        public String toString() {
            return "Step[" + from + " -> " + to + " at " + at + "]";
        }
    }
}
