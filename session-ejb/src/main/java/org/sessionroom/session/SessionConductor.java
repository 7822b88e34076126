package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.ejb.Remove;
import jakarta.ejb.Stateful;
import jakarta.ejb.StatefulTimeout;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sessionroom.audit.AuditService;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.consent.ConsentRepository;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.database.CommittedLog;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.permission.PermittedSession;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.transcript.TranscriptService;

/**
 * One person's visit to the room and their commands, from entering to leaving. It contains only the seat, without which it has not begun:
 * the distributable cache replicates it with every call. When its node dies, {@link VisitDirectory} finds it again on another; a lost
 * one is created again from the database.
 *
 * <p>Call {@code enter} first; everything else fails before. The container measures the idle time of stateful beans by the machine's clock,
 * so the time-out is much longer than a session: a clock that jumps by some hours must not remove the bean.
 */
@Stateful
@StatefulTimeout(value = 1, unit = TimeUnit.DAYS)
public class SessionConductor implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private CommittedLog log;

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private TranscriptService transcriptService;

    @EJB
    private AuditService auditService;

    @Inject
    private ConsentRepository consents;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    private Seat seat;

    /**
     * Takes the person's seat. Called again by the same person, whose node has died, it continues the visit: it checks
     * everything as the first time, but the person has joined once only.
     *
     * @throws SessionRejected if the session is over or it is not theirs
     */
    public Entrance enter(Person person, SessionId id) {
        PermittedSession permitted = gate.find(Action.ENTER_ROOM, person, id);
        ParticipantId own = permitted.seatOf(person).id();
        boolean returns = seat != null;
        if (!returns) {
            auditService.done(
                    person, AuditedEvent.ROOM_JOINED, id, permitted.session().appointmentId());
        }
        seat = new Seat(person, id, own);
        log.write(line -> line.connection(id, own, returns ? "continues their visit" : "joined"));
        SealingKey key = keys.of(id.value(), RetentionClass.SESSION);
        List<Occupant> people =
                permitted.seats().stream().map(other -> Occupant.of(other, key)).toList();
        return new Entrance(seat, permitted.view(), consents.given(id), people);
    }

    public void start() {
        lifecycle.move(seat.person(), seat.session(), Transition.START, Optional.empty());
    }

    public void admit() {
        lifecycle.admit(seat.person(), seat.session());
    }

    public void pause() {
        lifecycle.move(seat.person(), seat.session(), Transition.PAUSE, Optional.empty());
    }

    public void resume() {
        lifecycle.move(seat.person(), seat.session(), Transition.RESUME, Optional.empty());
    }

    public void complete() {
        lifecycle.move(seat.person(), seat.session(), Transition.COMPLETE, Optional.empty());
    }

    public void cancel(Optional<String> reason) {
        lifecycle.move(seat.person(), seat.session(), Transition.CANCEL, reason);
    }

    public void setClientAccess(FieldAccess access) {
        lifecycle.setClientAccess(seat.person(), seat.session(), access);
    }

    public void setClientSharing(boolean allowed) {
        lifecycle.setClientSharing(seat.person(), seat.session(), allowed);
    }

    /** @param drop the last minutes whose words are deleted: 0, 1, 2 or 5 */
    public void goOffRecord(int drop) {
        transcriptService.goOffRecord(seat.person(), seat.session(), drop);
    }

    public void returnToRecord() {
        transcriptService.returnToRecord(seat.person(), seat.session());
    }

    public void shareTranscript(boolean shared) {
        transcriptService.share(seat.person(), seat.session(), shared);
    }

    /** Ends this visit; the person keeps the seat until the session ends. */
    @Remove
    public void leave() {
        if (seat != null) {
            auditService.done(seat.person(), AuditedEvent.ROOM_LEFT, seat.session(), null);
            log.write(line -> line.connection(seat.session(), seat.participant(), "left"));
        }
    }

    /**
     * The data for a person who enters.
     *
     * @param people both seats, taken or not, the therapist's first
     */
    public record Entrance(Seat seat, SessionView session, GivenConsents consents, List<Occupant> people) {}

    /** The holder of a seat. */
    public record Occupant(Author holder, ParticipantRole role, String name) implements Serializable {

        static Occupant of(ParticipantEntity seat, SealingKey key) {
            return new Occupant(seat.holder(), seat.role(), seat.name(key));
        }

        public ParticipantId participant() {
            return holder.participant();
        }
    }
}
