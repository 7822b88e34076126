package org.sessionroom.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.Ids;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.permission.AccessContext;

/**
 * A meeting of one therapist and one client. It comes to be, PENDING, when the therapist opens the room from an
 * appointment; it becomes ACTIVE when the therapist starts it or admits the client, may be PAUSED and resumed, and ends
 * COMPLETED, or CANCELLED from wherever it stood. Two hours after it first became active the room itself completes it.
 *
 * <p>It numbers the changes of its constellation field, so that both people and the journal agree on one order, and counts
 * the bytes stored for it.
 */
@Entity
@Table(name = "therapy_session")
public class TherapySessionEntity {

    @Id
    private UUID id;

    @Column(name = "appointment_id")
    private UUID appointmentId;

    private String therapist;

    @Enumerated(EnumType.STRING)
    private SessionStatus status;

    @Enumerated(EnumType.STRING)
    @Column(name = "client_access")
    private FieldAccess clientAccess;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "first_active_at")
    private Instant firstActiveAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    /** Since when it has been ACTIVE: for so long at least the room is not called empty. */
    @Column(name = "last_present_at")
    private Instant lastPresentAt;

    @Column(name = "warned_minutes")
    private Integer warnedMinutes;

    @Column(name = "last_seq")
    private long lastSeq;

    @Column(name = "stored_bytes")
    private long storedBytes;

    @Column(name = "client_sharing")
    private boolean clientSharing;

    private long revision;

    @Column(name = "last_chat")
    private long lastChat;

    @Column(name = "transcript_shared")
    private boolean transcriptShared;

    @Column(name = "therapist_off_record")
    private boolean therapistOffRecord;

    @Column(name = "client_off_record")
    private boolean clientOffRecord;

    @Column(name = "last_line")
    private long lastLine;

    @Column(name = "heard_since")
    private Instant heardSince;

    protected TherapySessionEntity() {}

    /** Opens a room; nobody is in it yet. */
    public TherapySessionEntity(SessionId id, UUID appointmentId, String therapist, Instant now) {
        this.id = id.value();
        this.appointmentId = appointmentId;
        this.therapist = therapist;
        this.status = SessionStatus.PENDING;
        this.clientAccess = RoomRules.FIRST.clientAccess();
        this.openedAt = now;
    }

    /**
     * Moves along the table of {@link Transition}s.
     *
     * @return what to record; empty when a cancelled session is cancelled again, which changes nothing
     * @throws SessionRejected WRONG_STATE when the table has no such way
     */
    public Optional<SessionTransitionEntity> move(Transition transition, Person by, Instant now, Ids ids) {
        if (!transition.isAllowedFrom(status)) {
            throw new SessionRejected(Rejection.WRONG_STATE);
        }
        if (status == transition.to()) {
            return Optional.empty();
        }
        SessionTransitionEntity step = new SessionTransitionEntity(ids.next(), id(), status, transition.to(), by, now);
        status = transition.to();
        if (status == SessionStatus.ACTIVE) {
            lastPresentAt = now;
            firstActiveAt = firstActiveAt == null ? now : firstActiveAt;
        }
        if (!status.isOpen()) {
            endedAt = endedAt == null ? now : endedAt;
        }
        return Optional.of(step);
    }

    /**
     * What the clock asks for: completion when the two hours are over (a paused session is resumed first, so that the
     * record shows no way that is not in the table), or a pause when nobody has been connected for long enough.
     *
     * @param presentAt when somebody was last connected, if anybody ever was
     * @return the steps taken, oldest first; empty when nothing was due
     */
    public List<SessionTransitionEntity> keepTime(Instant now, Optional<Instant> presentAt, Ids ids) {
        List<SessionTransitionEntity> steps = new ArrayList<>();
        if (isOver(now)) {
            if (status == SessionStatus.PAUSED) {
                move(Transition.RESUME, Person.SYSTEM, now, ids).ifPresent(steps::add);
            }
            move(Transition.COMPLETE, Person.SYSTEM, now, ids).ifPresent(steps::add);
        } else if (status == SessionStatus.ACTIVE && isDeserted(now, presentAt)) {
            move(Transition.PAUSE, Person.SYSTEM, now, ids).ifPresent(steps::add);
        }
        return steps;
    }

    private boolean isOver(Instant now) {
        boolean running = status == SessionStatus.ACTIVE || status == SessionStatus.PAUSED;
        return running && !now.isBefore(endsAt().orElseThrow());
    }

    private boolean isDeserted(Instant now, Optional<Instant> presentAt) {
        Instant last = presentAt.filter(lastPresentAt::isBefore).orElse(lastPresentAt);
        return !now.isBefore(last.plus(SessionLimits.EMPTY_ROOM));
    }

    /** The warning that is due before the end and was not given yet, in minutes. Asking marks it as given. */
    public OptionalInt warn(Instant now) {
        if (firstActiveAt == null || !status.isOpen()) {
            return OptionalInt.empty();
        }
        OptionalInt due = SessionLimits.WARNING_MINUTES.stream()
                .mapToInt(Integer::intValue)
                .filter(minutes -> !now.isBefore(endsAt().orElseThrow().minusSeconds(minutes * 60L)))
                .filter(minutes -> warnedMinutes == null || minutes < warnedMinutes)
                .min();
        due.ifPresent(minutes -> warnedMinutes = minutes);
        return due;
    }

    public void setClientAccess(FieldAccess access) {
        clientAccess = access;
    }

    /** Whether the client may share their screen. */
    public void setClientSharing(boolean allowed) {
        clientSharing = allowed;
    }

    /** Whether the client is shown what was written down. */
    public void setTranscriptShared(boolean shared) {
        transcriptShared = shared;
    }

    /** Whether one of the two wants nothing written down. */
    public void setOffRecord(ParticipantRole role, boolean off, Instant now) {
        if (rules().offRecord().contains(role) == off) {
            return;
        }
        hearAnew(now);
        if (role == ParticipantRole.THERAPIST) {
            therapistOffRecord = off;
        } else {
            clientOffRecord = off;
        }
    }

    /**
     * Somebody has changed their mind about the transcript, or somebody else is the client. A recogniser may be seconds behind:
     * what was spoken before this moment and has not come from it is not written down, whatever is agreed to by then.
     */
    public void hearAnew(Instant now) {
        heardSince = now;
    }

    /** Under what terms what is said is written down now, if it is at all. */
    public TranscriptTerms transcriptTerms() {
        return new TranscriptTerms(id(), revision, heardSince);
    }

    /** Something the people in the room must know has changed; what they are told of it carries this number. */
    public void revise() {
        revision++;
    }

    /** Gives the next place in the order of the field's changes. */
    public long nextSeq() {
        return ++lastSeq;
    }

    /** Gives the next place in the session's chat. */
    public long nextChat() {
        return ++lastChat;
    }

    /** Gives the next place in the order in which the transcript changes. */
    public long nextLine() {
        return ++lastLine;
    }

    /** @throws SessionRejected QUOTA_REACHED when the session has stored as much as it may */
    public void requireSpace() {
        if (storedBytes >= SessionLimits.STORED_BYTES) {
            throw new SessionRejected(Rejection.QUOTA_REACHED);
        }
    }

    /**
     * Counts what was stored.
     *
     * @param bytes negative when less is stored than before
     * @return whether this passed the share at which people are warned
     */
    public boolean store(long bytes) {
        long warning = SessionLimits.STORED_BYTES / 100 * SessionLimits.STORED_WARNING_PERCENT;
        boolean before = storedBytes >= warning;
        storedBytes += bytes;
        return !before && storedBytes >= warning;
    }

    /**
     * How somebody stands towards this session.
     *
     * @param client the client's seat in it
     */
    public AccessContext standing(Person person, ParticipantEntity client) {
        return standing(person, client, Set.of());
    }

    /** @param agreed what both agree to */
    public AccessContext standing(Person person, ParticipantEntity client, Set<Purpose> agreed) {
        boolean conducts = person.is(Role.THERAPIST) && therapist.equals(person.id());
        boolean own = conducts || client.isHeldBy(person);
        return new AccessContext(id(), own, status, client.isAdmitted(), rules(), agreed);
    }

    public SessionId id() {
        return new SessionId(id);
    }

    public UUID appointmentId() {
        return appointmentId;
    }

    public String therapist() {
        return therapist;
    }

    public SessionStatus status() {
        return status;
    }

    public RoomRules rules() {
        Set<ParticipantRole> offRecord = EnumSet.noneOf(ParticipantRole.class);
        if (therapistOffRecord) {
            offRecord.add(ParticipantRole.THERAPIST);
        }
        if (clientOffRecord) {
            offRecord.add(ParticipantRole.CLIENT);
        }
        return new RoomRules(clientAccess, clientSharing, transcriptShared, offRecord);
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(firstActiveAt);
    }

    /** When the room itself will complete it. */
    public Optional<Instant> endsAt() {
        return startedAt().map(start -> start.plus(SessionLimits.DURATION));
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public long lastSeq() {
        return lastSeq;
    }

    /** How often its transcript has changed. */
    public long lastLine() {
        return lastLine;
    }

    public long storedBytes() {
        return storedBytes;
    }
}
