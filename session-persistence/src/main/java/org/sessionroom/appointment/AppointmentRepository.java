package org.sessionroom.appointment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.database.Lookup;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** All appointments. */
@ApplicationScoped
public class AppointmentRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public void add(AppointmentEntity appointment) {
        entities.persist(appointment);
    }

    /** @throws SessionRejected NOT_FOUND */
    public AppointmentEntity get(UUID id) {
        return lookup.find(AppointmentEntity.class, id).orElseThrow(AppointmentRepository::notFound);
    }

    /**
     * Locks the row until the transaction ends, so that a room is opened only once.
     *
     * @throws SessionRejected NOT_FOUND
     */
    public AppointmentEntity lock(UUID id) {
        return lookup.lock(AppointmentEntity.class, id).orElseThrow(AppointmentRepository::notFound);
    }

    /**
     * Whose appointment it is, without waiting for its lock; only values, so that the next caller that locks the row reads its current
     * state and not an earlier one.
     */
    public Optional<AppointmentOwner> owner(UUID id) {
        return findOwner("a.id", id);
    }

    /** As {@link #owner}, by the caller's own id. */
    public Optional<AppointmentOwner> ownerOfExternal(String externalId) {
        return findOwner("a.externalId", externalId);
    }

    private Optional<AppointmentOwner> findOwner(String column, Object value) {
        return entities.createQuery(
                        "select a.id, a.therapist from AppointmentEntity a where " + column + " = :value",
                        Object[].class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst()
                .map(row -> new AppointmentOwner((UUID) row[0], (String) row[1]));
    }

    private static SessionRejected notFound() {
        return new SessionRejected(Rejection.NOT_FOUND);
    }

    /**
     * Finds by the caller's own id, and makes other transactions that look for the same id wait, whether it exists or not: of
     * two requests with the same new appointment one creates it and the other finds it.
     */
    public Optional<AppointmentEntity> lockExternal(String externalId) {
        lookup.lockName("external id " + externalId);
        return lookup.locking(externalId, () -> by("a.externalId", externalId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst());
    }

    /** Removes an appointment's external id now, so that another can be added with it. */
    public void releaseExternalId(AppointmentEntity appointment) {
        appointment.releaseExternalId();
        entities.flush();
    }

    /** As {@link #lockExternal}, by the appointment's own id, whether it exists or not. */
    public Optional<AppointmentEntity> lockBooked(UUID id) {
        lookup.lockName(id.toString());
        return lookup.locking(id, () -> by("a.id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst());
    }

    private TypedQuery<AppointmentEntity> by(String column, Object value) {
        return entities.createQuery(
                        "select a from AppointmentEntity a where " + column + " = :value", AppointmentEntity.class)
                .setParameter("value", value);
    }

    /**
     * A therapist's appointments that start in [from, to), earliest first, at most {@code limit}; without those whose names are erased.
     */
    public List<AppointmentEntity> between(String therapist, Instant from, Instant to, int limit) {
        return entities.createQuery(
                        "select a from AppointmentEntity a where a.therapist = :therapist"
                                + " and a.startsAt >= :from and a.startsAt < :to and not exists (select s.id from"
                                + " TherapySessionEntity s where s.appointmentId = a.id and s.erasedAt is not null)"
                                + " order by a.startsAt, a.id",
                        AppointmentEntity.class)
                .setParameter("therapist", therapist)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * How many appointments a therapist has that start in [from, to), cancelled ones too. Other transactions that count them wait until
     * this one ends, so that together they do not exceed a limit.
     */
    public long countAlone(String therapist, Instant from, Instant to) {
        lookup.lockName("agenda " + therapist + " " + from);
        return entities.createQuery(
                        "select count(a) from AppointmentEntity a"
                                + " where a.therapist = :therapist and a.startsAt >= :from and a.startsAt < :to",
                        Long.class)
                .setParameter("therapist", therapist)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult();
    }

    /** The starts of those appointments that are not cancelled, nor their sessions cancelled or erased, at most {@code limit}. */
    public List<Instant> startsBetween(String therapist, Instant from, Instant to, int limit) {
        return entities.createQuery("""
                        select a.startsAt from AppointmentEntity a
                        where a.therapist = :therapist and a.startsAt >= :from and a.startsAt < :to and a.cancelledAt is null
                            and not exists (
                                select s.id from TherapySessionEntity s where s.appointmentId = a.id
                                    and (s.status = CANCELLED or s.erasedAt is not null))
                        """, Instant.class)
                .setParameter("therapist", therapist)
                .setParameter("from", from)
                .setParameter("to", to)
                .setMaxResults(limit)
                .getResultList();
    }
}
