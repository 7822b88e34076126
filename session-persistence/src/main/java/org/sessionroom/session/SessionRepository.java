package org.sessionroom.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.database.Lookup;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;

/** All sessions, their seats and their transitions. */
@ApplicationScoped
public class SessionRepository {

    /** Hibernate interprets this timeout as SKIP LOCKED: rows that another node works on are skipped. */
    private static final int SKIP_LOCKED = -2;

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public void add(TherapySessionEntity session) {
        entities.persist(session);
    }

    public void add(ParticipantEntity participant) {
        entities.persist(participant);
    }

    public void add(SessionTransitionEntity step) {
        entities.persist(step);
    }

    /** The session, if there is one. */
    public Optional<TherapySessionEntity> known(SessionId id) {
        return lookup.find(TherapySessionEntity.class, id.value());
    }

    /** @throws SessionRejected NOT_FOUND */
    public TherapySessionEntity get(SessionId id) {
        return known(id).orElseThrow(SessionRepository::notFound);
    }

    /**
     * Locks the row until the transaction ends, so that changes of one session happen one after the other.
     *
     * @throws SessionRejected NOT_FOUND
     */
    public TherapySessionEntity lock(SessionId id) {
        return lookup.lock(TherapySessionEntity.class, id.value()).orElseThrow(SessionRepository::notFound);
    }

    /**
     * Whose session it is, without waiting for its lock; only values, so that the next caller that locks the row reads its current
     * state and not an earlier one.
     *
     * @throws SessionRejected NOT_FOUND
     */
    public SessionOwners owners(SessionId id) {
        return entities.createQuery("""
                        select s.appointmentId, s.therapist, c.id, c.invitationId
                        from TherapySessionEntity s join ParticipantEntity c on c.sessionId = s.id and c.role = CLIENT
                        where s.id = :id
                        """, Object[].class)
                .setParameter("id", id.value())
                .getResultStream()
                .findFirst()
                .map(row -> new SessionOwners(
                        (UUID) row[0], (String) row[1], new Author(new ParticipantId((UUID) row[2]), (UUID) row[3])))
                .orElseThrow(SessionRepository::notFound);
    }

    private static SessionRejected notFound() {
        return new SessionRejected(Rejection.NOT_FOUND);
    }

    /** The current terms of these sessions. */
    public List<TranscriptTerms> transcriptTerms(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "select s.id, s.revision, s.heardSince from TherapySessionEntity s where s.id in :sessions",
                        Object[].class)
                .setParameter(
                        "sessions", sessions.stream().map(SessionId::value).toList())
                .getResultStream()
                .map(row -> new TranscriptTerms(new SessionId((UUID) row[0]), (long) row[1], (Instant) row[2]))
                .toList();
    }

    public Optional<TherapySessionEntity> ofAppointment(UUID appointmentId) {
        return entities.createQuery(
                        "select s from TherapySessionEntity s where s.appointmentId = :appointment",
                        TherapySessionEntity.class)
                .setParameter("appointment", appointmentId)
                .getResultStream()
                .findFirst();
    }

    /** As {@link #ofAppointment}, with its row locked until the transaction ends. */
    public Optional<TherapySessionEntity> lockOfAppointment(UUID appointmentId) {
        return lookup.locking(appointmentId, () -> entities.createQuery(
                        "select s from TherapySessionEntity s where s.appointmentId = :appointment",
                        TherapySessionEntity.class)
                .setParameter("appointment", appointmentId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst());
    }

    /**
     * The id of the appointment's session unless it is cancelled; only the id, so that the next caller that locks the row reads its
     * current state and not an earlier one.
     */
    public Optional<SessionId> uncancelledOfAppointment(UUID appointmentId) {
        return entities.createQuery(
                        "select s.id from TherapySessionEntity s where s.appointmentId = :appointment and s.status <> CANCELLED",
                        UUID.class)
                .setParameter("appointment", appointmentId)
                .getResultStream()
                .findFirst()
                .map(SessionId::new);
    }

    public List<TherapySessionEntity> ofAppointments(Collection<UUID> appointmentIds) {
        return entities.createQuery(
                        "select s from TherapySessionEntity s where s.appointmentId in :appointments",
                        TherapySessionEntity.class)
                .setParameter("appointments", appointmentIds)
                .getResultList();
    }

    /** A therapist's sessions, newest first. */
    public List<TherapySessionEntity> ofTherapist(String therapist, int limit) {
        return entities.createQuery(
                        "select s from TherapySessionEntity s where s.therapist = :therapist order by s.id desc",
                        TherapySessionEntity.class)
                .setParameter("therapist", therapist)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * How many sessions of a therapist have begun and are not over. Until the transaction ends, nobody else counts them: each counts
     * what the previous one has begun.
     */
    public long countRunningAlone(String therapist) {
        lookup.lockName("running sessions of " + therapist);
        return entities.createQuery(
                        "select count(s) from TherapySessionEntity s where s.therapist = :therapist and s.status in (ACTIVE, PAUSED)",
                        Long.class)
                .setParameter("therapist", therapist)
                .getSingleResult();
    }

    public ParticipantEntity seat(SessionId session, ParticipantRole role) {
        return entities.createQuery(
                        "select p from ParticipantEntity p where p.sessionId = :session and p.role = :role",
                        ParticipantEntity.class)
                .setParameter("session", session.value())
                .setParameter("role", role)
                .getSingleResult();
    }

    /** The seat of that role in each of these sessions. */
    public List<ParticipantEntity> seats(Collection<SessionId> sessions, ParticipantRole role) {
        return entities.createQuery(
                        "select p from ParticipantEntity p where p.sessionId in :sessions and p.role = :role",
                        ParticipantEntity.class)
                .setParameter(
                        "sessions", sessions.stream().map(SessionId::value).toList())
                .setParameter("role", role)
                .getResultList();
    }

    public List<ParticipantEntity> seats(SessionId session) {
        return entities.createQuery(
                        "select p from ParticipantEntity p where p.sessionId = :session order by p.role desc",
                        ParticipantEntity.class)
                .setParameter("session", session.value())
                .getResultList();
    }

    /** How often a session was paused. */
    public long pauses(SessionId session) {
        return entities.createQuery(
                        "select count(t) from SessionTransitionEntity t where t.sessionId = :session and t.to = PAUSED",
                        Long.class)
                .setParameter("session", session.value())
                .getSingleResult();
    }

    public List<SessionTransitionEntity> steps(SessionId session) {
        return entities.createQuery(
                        "select t from SessionTransitionEntity t where t.sessionId = :session order by t.id",
                        SessionTransitionEntity.class)
                .setParameter("session", session.value())
                .getResultList();
    }

    /**
     * Sessions for which something is due: an end, a warning, a pause for an empty room. Only reads, so that a locked row
     * does not keep the others from being found.
     *
     * @param after the last session of the previous page
     */
    public List<SessionId> due(Instant now, SessionId after, int limit) {
        int firstWarning = SessionLimits.WARNING_MINUTES.get(0);
        int lastWarning = SessionLimits.WARNING_MINUTES.get(SessionLimits.WARNING_MINUTES.size() - 1);
        return entities.createQuery("""
                        select s.id from TherapySessionEntity s left join PresenceEntity p on p.sessionId = s.id
                        where s.id > :after and s.status in (ACTIVE, PAUSED)
                          and (s.firstActiveAt <= :over
                            or s.firstActiveAt <= :firstWarning and s.warnedMinutes is null
                            or s.firstActiveAt <= :lastWarning and s.warnedMinutes > :lastMinutes
                            or s.status = ACTIVE and s.activeSince <= :deserted
                              and (p.presentAt is null or p.presentAt <= :deserted))
                        order by s.id
                        """, UUID.class)
                .setParameter("after", after.value())
                .setParameter("over", now.minus(SessionLimits.DURATION))
                .setParameter("firstWarning", now.minus(SessionLimits.DURATION).plusSeconds(firstWarning * 60L))
                .setParameter("lastWarning", now.minus(SessionLimits.DURATION).plusSeconds(lastWarning * 60L))
                .setParameter("lastMinutes", lastWarning)
                .setParameter("deserted", now.minus(SessionLimits.EMPTY_ROOM))
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionId::new)
                .toList();
    }

    /** The session, locked until the transaction ends; empty if it is locked by somebody else. */
    public Optional<TherapySessionEntity> lockIfFree(SessionId id) {
        return entities
                .createQuery("select s from TherapySessionEntity s where s.id = :id", TherapySessionEntity.class)
                .setParameter("id", id.value())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList()
                .stream()
                .findFirst();
    }
}
