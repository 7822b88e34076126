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
import org.sessionroom.permission.AccessContext;

/**
 * A meeting of one therapist and one client. It is created, PENDING, when the therapist opens the room from an
 * appointment; it becomes ACTIVE when the therapist starts it or admits the client, may be PAUSED and resumed, and ends
 * COMPLETED, or CANCELLED from any state. Two hours after it first became active the room itself completes it.
 *
 * <p>It numbers the changes of its constellation field, so that both people and the journal agree on one order, and counts
 * the bytes stored for it.
 *
 * <p>It is long and yet one class, because every rule here reads and changes columns of one row, under the lock of that row.
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

    /** Since when it has been ACTIVE: the room counts as empty from this moment at the earliest. */
    @Column(name = "last_present_at")
    private Instant activeSince;

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

    @Column(name = "erased_at")
    private Instant erasedAt;

    protected TherapySessionEntity() {}

    /** Opens a room without anybody in it yet. */
    public TherapySessionEntity(SessionId id, UUID appointmentId, String therapist, Instant now) {
        this.id = id.value();
        this.appointmentId = appointmentId;
        this.therapist = therapist;
        this.status = SessionStatus.PENDING;
        this.clientAccess = RoomRules.FIRST.clientAccess();
        this.openedAt = now;
    }

    /**
     * Moves to another state according to the table of {@link Transition}s.
     *
     * @return the transition to record; empty if a cancelled session is cancelled again, which changes nothing
     * @throws SessionRejected WRONG_STATE if the table does not allow it
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
            activeSince = now;
            firstActiveAt = firstActiveAt == null ? now : firstActiveAt;
        }
        if (!status.isOpen()) {
            endedAt = endedAt == null ? now : endedAt;
        }
        return Optional.of(step);
    }

    /**
     * Applies the time limits: completion when the two hours are over (a paused session is resumed first, so that the
     * record contains only transitions of the table), or a pause when nobody has been connected for long enough.
     *
     * @param presentAt when a person was last connected, if ever
     * @return the transitions, oldest first; empty if nothing was due
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
        Instant last = presentAt.filter(activeSince::isBefore).orElse(activeSince);
        return !now.isBefore(last.plus(SessionLimits.EMPTY_ROOM));
    }

    /** The warning before the end that is due and was not given yet, in minutes. Calling this marks it as given. */
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

    /** Whether the client may see the transcript. */
    public void setTranscriptShared(boolean shared) {
        transcriptShared = shared;
    }

    /** Whether one of the two is off the record. */
    public void setOffRecord(ParticipantRole role, boolean off, Instant now) {
        if (rules().offRecord().contains(role) == off) {
            return;
        }
        ignoreSpeechBefore(now);
        if (role == ParticipantRole.THERAPIST) {
            therapistOffRecord = off;
        } else {
            clientOffRecord = off;
        }
    }

    /**
     * Somebody has changed their decision about the transcript, or another person has become the client. A recogniser may be seconds behind:
     * results for speech before this moment that arrive later are not stored, whatever is agreed to by then.
     */
    public void ignoreSpeechBefore(Instant now) {
        heardSince = now;
    }

    /** The current terms of the transcript. */
    public TranscriptTerms transcriptTerms() {
        return new TranscriptTerms(id(), revision, heardSince);
    }

    /** Something that the people in the room must know has changed; state messages carry this number. */
    public void revise() {
        revision++;
    }

    /**
     * Returns the next sequence number of the field's changes.
     *
     * @throws SessionRejected FIELD_EXHAUSTED after {@link SessionLimits#CHANGES}
     */
    public long nextSeq() {
        if (lastSeq >= SessionLimits.CHANGES) {
            throw new SessionRejected(Rejection.FIELD_EXHAUSTED);
        }
        return ++lastSeq;
    }

    /** Returns the next number of the session's chat. */
    public long nextChat() {
        return ++lastChat;
    }

    /** Returns the next number in the transcript's order of changes. */
    public long nextLine() {
        return ++lastLine;
    }

    /** @throws SessionRejected QUOTA_REACHED if the session has reached its limit of stored bytes */
    public void requireSpace() {
        if (storedBytes >= SessionLimits.STORED_BYTES) {
            throw new SessionRejected(Rejection.QUOTA_REACHED);
        }
    }

    /**
     * Counts what was stored.
     *
     * @param bytes negative if less is stored than before
     * @return whether this crossed the share at which people are warned
     */
    public boolean countStored(long bytes) {
        long warning = SessionLimits.STORED_BYTES / 100 * SessionLimits.STORED_WARNING_PERCENT;
        boolean before = storedBytes >= warning;
        storedBytes += bytes;
        return !before && storedBytes >= warning;
    }

    /**
     * The relation of a person to this session.
     *
     * @param client the client's seat in it
     */
    public AccessContext standing(Person person, ParticipantEntity client) {
        return standing(person, client, Set.of());
    }

    /** @param agreed the purposes to which both agree */
    public AccessContext standing(Person person, ParticipantEntity client, Set<Purpose> agreed) {
        boolean own = new SessionOwners(appointmentId, therapist, client.holder()).include(person);
        return new AccessContext(id(), own, status, client.isAdmitted(), rules(), agreed, erasedAt != null);
    }

    /** Its content, and the names of its people, were erased. */
    public void erase(Instant now) {
        erasedAt = now;
    }

    public Optional<Instant> erasedAt() {
        return Optional.ofNullable(erasedAt);
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

    /** The number of changes of its transcript. */
    public long lastLine() {
        return lastLine;
    }

    public long storedBytes() {
        return storedBytes;
    }
}
