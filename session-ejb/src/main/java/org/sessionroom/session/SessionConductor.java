package org.sessionroom.session;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Remove;
import jakarta.ejb.Stateful;
import jakarta.ejb.StatefulTimeout;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sessionroom.assistant.TranscriptKeeping;
import org.sessionroom.audit.Auditing;
import org.sessionroom.audit.Event;
import org.sessionroom.consent.Consents;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.Participant;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeys;

/**
 * One participant's conversation with the session's life, from entering the room to leaving it. It remembers nothing but
 * the seat: the distributable cache replicates it with every call, and a lost one is made anew from the database.
 *
 * <p>Enter first; everything else fails before. The container looks at the machine's clock to find out who was idle for too
 * long, so that time is much longer than a session: a clock that jumps by some hours must not end the conversation.
 */
@Stateful
@StatefulTimeout(value = 1, unit = TimeUnit.DAYS)
public class SessionConductor implements Serializable {

    private static final long serialVersionUID = 1L;

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private TranscriptKeeping transcript;

    @EJB
    private Auditing auditing;

    @Inject
    private Sessions sessions;

    @Inject
    private Consents consents;

    @Inject
    private SealingKeys keys;

    @Inject
    private Gate gate;

    private Seat seat;

    /**
     * Takes the person's seat.
     *
     * @throws SessionRejected when the session is over or it is not theirs
     */
    public Entrance enter(Person person, SessionId id) {
        TherapySession session = sessions.get(id);
        List<Participant> seats = sessions.seats(id);
        Participant client = seatOf(ParticipantRole.CLIENT, seats);
        gate.require(Action.ENTER_ROOM, person, session, client);
        Participant own = person.is(Role.CLIENT) ? client : seatOf(ParticipantRole.THERAPIST, seats);
        seat = new Seat(person, id, own.id());
        auditing.done(person, Event.ROOM_JOINED, id, session.appointmentId());
        LOG.connection(id, own.id(), "joined");
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        List<Occupant> people =
                seats.stream().map(other -> Occupant.of(other, key)).toList();
        return new Entrance(seat, SessionView.of(session, client), consents.given(id), people);
    }

    private static Participant seatOf(ParticipantRole role, List<Participant> seats) {
        return seats.stream().filter(taken -> taken.role() == role).findFirst().orElseThrow();
    }

    public SessionView start() {
        return lifecycle.move(seat.person(), seat.session(), Transition.START, Optional.empty());
    }

    public SessionView admit() {
        return lifecycle.admit(seat.person(), seat.session());
    }

    public SessionView pause() {
        return lifecycle.move(seat.person(), seat.session(), Transition.PAUSE, Optional.empty());
    }

    public SessionView resume() {
        return lifecycle.move(seat.person(), seat.session(), Transition.RESUME, Optional.empty());
    }

    public SessionView complete() {
        return lifecycle.move(seat.person(), seat.session(), Transition.COMPLETE, Optional.empty());
    }

    public SessionView cancel(Optional<String> reason) {
        return lifecycle.move(seat.person(), seat.session(), Transition.CANCEL, reason);
    }

    public SessionView setClientAccess(FieldAccess access) {
        return lifecycle.setClientAccess(seat.person(), seat.session(), access);
    }

    public SessionView setClientSharing(boolean allowed) {
        return lifecycle.setClientSharing(seat.person(), seat.session(), allowed);
    }

    /** @param drop minutes whose words are taken away: 0, 1, 2 or 5 */
    public void goOffRecord(int drop) {
        transcript.goOffRecord(seat.person(), seat.session(), drop);
    }

    public void returnToRecord() {
        transcript.returnToRecord(seat.person(), seat.session());
    }

    public void shareTranscript(boolean shared) {
        transcript.share(seat.person(), seat.session(), shared);
    }

    /** Gives the conversation up; the seat itself stays theirs until the session ends. */
    @Remove
    public void leave() {
        if (seat != null) {
            auditing.done(seat.person(), Event.ROOM_LEFT, seat.session(), null);
            LOG.connection(seat.session(), seat.participant(), "left");
        }
    }

    /**
     * What somebody who enters is told.
     *
     * @param people both seats, taken or not, the therapist's first
     */
    public record Entrance(Seat seat, SessionView session, GivenConsents consents, List<Occupant> people) {}

    /** Who a seat belongs to. */
    public record Occupant(Author holder, ParticipantRole role, String name) implements Serializable {

        static Occupant of(Participant seat, SealingKey key) {
            return new Occupant(seat.holder(), seat.role(), seat.name(key));
        }

        public ParticipantId participant() {
            return holder.participant();
        }
    }
}
