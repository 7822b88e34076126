package org.sessionroom.participant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/**
 * One of the two seats of a session. Both are created when the room is opened. The therapist's is admitted from the start;
 * the client's is taken by an invitation, waits until the therapist admits it, and stays admitted through lost connections and
 * reloads. A newer invitation takes it from the person who came by the previous one.
 */
@Entity
@Table(name = "participant")
public class ParticipantEntity {

    @Id
    private UUID id;

    @Column(name = "session_id")
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    private ParticipantRole role;

    @Column(name = "sealed_name")
    private byte[] sealedName;

    @Column(name = "admitted_at")
    private Instant admittedAt;

    @Column(name = "invitation_id")
    private UUID invitationId;

    protected ParticipantEntity() {}

    public static ParticipantEntity therapist(
            ParticipantId id, SessionId session, String name, SealingKey key, Instant now) {
        ParticipantEntity participant = new ParticipantEntity(id, session, ParticipantRole.THERAPIST, name, key);
        participant.admittedAt = now;
        return participant;
    }

    public static ParticipantEntity client(ParticipantId id, SessionId session, String name, SealingKey key) {
        return new ParticipantEntity(id, session, ParticipantRole.CLIENT, name, key);
    }

    private ParticipantEntity(ParticipantId id, SessionId session, ParticipantRole role, String name, SealingKey key) {
        this.id = id.value();
        this.sessionId = session.value();
        this.role = role;
        rename(name, key);
    }

    /** Admits the client. Admitting twice changes nothing. */
    public void admit(Instant now) {
        if (admittedAt == null) {
            admittedAt = now;
        }
    }

    /**
     * A person enters by an invitation and waits until the therapist admits them.
     *
     * @param name their chosen name
     */
    public void take(UUID invitation, String name, SealingKey key) {
        invitationId = invitation;
        admittedAt = null;
        rename(name, key);
    }

    /** Reserves the seat for another person: whoever has taken it loses it. */
    public void keepFor(String name, SealingKey key) {
        invitationId = null;
        admittedAt = null;
        rename(name, key);
    }

    /** The invitation by which the client's seat was last taken. */
    public Optional<UUID> invitation() {
        return Optional.ofNullable(invitationId);
    }

    /** The current holder, as the author of messages and utterances. */
    public Author holder() {
        return new Author(id(), invitationId);
    }

    /** Whether this person holds the client's seat, and nobody has taken it by a newer invitation. */
    public boolean isHeldBy(Person person) {
        return holder().isClient(person);
    }

    /** Changes the name that the person has chosen. */
    public void rename(String name, SealingKey key) {
        this.sealedName = key.seal(name, namePlace());
    }

    public ParticipantId id() {
        return new ParticipantId(id);
    }

    public SessionId sessionId() {
        return new SessionId(sessionId);
    }

    public ParticipantRole role() {
        return role;
    }

    public String name(SealingKey key) {
        return key.open(sealedName, namePlace());
    }

    public boolean isAdmitted() {
        return admittedAt != null;
    }

    private AssociatedData namePlace() {
        return new AssociatedData("participant", "sealed_name", id);
    }
}
