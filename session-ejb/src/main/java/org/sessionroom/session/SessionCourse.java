package org.sessionroom.session;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sessionroom.appointment.Appointment;
import org.sessionroom.appointment.Appointments;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;

/** When a session was to be, and what became of it; for those who may see it. */
@Stateless
public class SessionCourse {

    @Inject
    private Sessions sessions;

    @Inject
    private Appointments appointments;

    @Inject
    private Gate gate;

    /** @throws SessionRejected when there is none or the person may not see it */
    public Planned planned(Person person, SessionId id) {
        Appointment appointment = appointments.get(seenBy(person, id).appointmentId());
        return new Planned(appointment.startsAt(), Duration.between(appointment.startsAt(), appointment.endsAt()));
    }

    /**
     * The steps of its life so far, oldest first.
     *
     * @throws SessionRejected when there is none or the person may not see it
     */
    public List<Step> steps(Person person, SessionId id) {
        seenBy(person, id);
        return sessions.steps(id).stream()
                .map(step -> new Step(step.from(), step.to(), step.occurredAt()))
                .toList();
    }

    private TherapySession seenBy(Person person, SessionId id) {
        TherapySession session = sessions.get(id);
        gate.require(Action.READ_SESSION, person, session, sessions.seat(id, ParticipantRole.CLIENT));
        return session;
    }

    /** What the appointment says. */
    public record Planned(Instant startsAt, Duration duration) {}

    /** A step without its reason, which is not for everybody. */
    public record Step(SessionStatus from, SessionStatus to, Instant at) {}
}
