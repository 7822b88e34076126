package org.sessionroom.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.record.ErasureReceiptEntity.Erased;
import org.sessionroom.session.SessionId;

/**
 * Data of sessions whose retention period is over. Its rows are deleted, and the key that encrypted them, so that copies cannot be
 * decrypted either. A row may be there without a key: that of a failed round contains nothing.
 */
@ApplicationScoped
public class Retention {

    private static final int MOST_RECEIPTS = 100;

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /**
     * The next sessions, after one, that still have data although the retention period is over, and are not held. It counts from the session's end; for one
     * that never began, from its opening.
     */
    public List<SessionId> overdue(RetentionClass retention, Instant now, SessionId after, int limit) {
        String rows = retention.rows().stream()
                .map(row -> " or exists (select r from " + row.getSimpleName() + " r where r.sessionId = s.id)")
                .collect(Collectors.joining());
        String unerased = retention == RetentionClass.SESSION ? " and s.erasedAt is null" : "";
        return entities.createQuery(
                        "select s.id from TherapySessionEntity s where s.id > :after" + unerased
                                + " and not " + LegalHoldRepository.IS_HELD
                                + " and coalesce(s.endedAt, s.openedAt) < :before and"
                                + " (exists (select k from DataKeyEntity k where k.owner = s.id and k.retention ="
                                + " :retention)"
                                + rows + ") order by s.id",
                        UUID.class)
                .setParameter("after", after.value())
                .setParameter("retention", retention)
                .setParameter("before", retention.overdueBefore(now))
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionId::new)
                .toList();
    }

    /** Erases the data of a session under a class. */
    public Erased erase(SessionId session, RetentionClass retention) {
        int keys = entities.createQuery(
                        "delete from DataKeyEntity k where k.owner = :session and k.retention = :retention")
                .setParameter("session", session.value())
                .setParameter("retention", retention)
                .executeUpdate();
        int deleted = 0;
        for (Class<?> rows : retention.rows()) {
            deleted += entities.createQuery("delete from " + rows.getSimpleName() + " r where r.sessionId = :session")
                    .setParameter("session", session.value())
                    .executeUpdate();
        }
        return new Erased(keys, deleted);
    }

    /** Erases the key of a session's appointment, which encrypts the names and the address that were booked. */
    public Erased eraseKey(UUID appointment) {
        int keys = entities.createQuery("delete from DataKeyEntity k where k.owner = :appointment")
                .setParameter("appointment", appointment)
                .executeUpdate();
        return new Erased(keys, 0);
    }

    /**
     * The next appointments, after one, whose room was never opened, and whose time has been over for the period of
     * {@link RetentionClass#SESSION}.
     */
    public List<UUID> overdueAppointments(Instant now, UUID after, int limit) {
        return entities.createQuery(
                        "select a.id from AppointmentEntity a where a.id > :after and a.startsAt < :before and not exists"
                                + " (select s from TherapySessionEntity s where s.appointmentId = a.id) order by a.id",
                        UUID.class)
                .setParameter("after", after)
                .setParameter("before", RetentionClass.SESSION.overdueBefore(now))
                .setMaxResults(limit)
                .getResultList();
    }

    /** Erases an appointment whose room was never opened, with its key. */
    public Erased eraseAppointment(UUID appointment) {
        int rows = entities.createQuery("delete from AppointmentEntity a where a.id = :appointment")
                .setParameter("appointment", appointment)
                .executeUpdate();
        return eraseKey(appointment).and(new Erased(0, rows));
    }

    /** The time for which an appointment is booked, or empty if it is not there any more. */
    public Optional<Instant> startOf(UUID appointment) {
        return entities.createQuery(
                        "select a.startsAt from AppointmentEntity a where a.id = :appointment", Instant.class)
                .setParameter("appointment", appointment)
                .getResultStream()
                .findFirst();
    }

    public void keep(ErasureReceiptEntity receipt) {
        entities.persist(receipt);
    }

    /** The receipts of a session, oldest first; a class is erased again if data of it was written after its time. */
    public List<ErasureReceiptEntity> receipts(SessionId session) {
        return entities.createQuery(
                        "select r from ErasureReceiptEntity r where r.sessionId = :session order by r.erasedAt, r.id",
                        ErasureReceiptEntity.class)
                .setParameter("session", session.value())
                .setMaxResults(MOST_RECEIPTS)
                .getResultList();
    }

    /** The time of the database. */
    public Instant databaseTime() {
        return (Instant) entities.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
