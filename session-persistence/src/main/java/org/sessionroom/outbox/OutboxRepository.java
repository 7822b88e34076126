package org.sessionroom.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sessionroom.database.Lookup;
import org.sessionroom.session.SessionId;

/** All entries of the outbox, waiting and finished. */
@ApplicationScoped
public class OutboxRepository {

    /** Hibernate interprets this timeout as SKIP LOCKED: rows that another node works on are skipped. */
    private static final int SKIP_LOCKED = -2;

    /** Sessions of a therapist whose mails are counted: more cannot begin in an hour within all other limits. */
    private static final int MOST_SESSIONS = 10_000;

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    @Inject
    private Event<ReadyToLeave> ready;

    public void add(OutboxEntity entry) {
        entities.persist(entry);
        ready.fire(new ReadyToLeave(entry.id(), entry.kind()));
    }

    /** Makes its next attempt due now; this transaction has locked its row. */
    public void hurry(OutboxEntity entry, Instant now) {
        entry.hurry(now);
        ready.fire(new ReadyToLeave(entry.id(), entry.kind()));
    }

    /**
     * The entries that are due, the longest waiting first. Each kind has its own limit, so that many entries of one kind do not hide
     * those of another. Only reads, so that a locked row does not keep the others from being found.
     *
     * @param limit of each kind
     */
    public List<ReadyToLeave> due(Instant now, int limit) {
        return Arrays.stream(OutboxKind.values())
                .flatMap(kind -> due(kind, now, limit).stream())
                .sorted(Comparator.comparing(Due::since))
                .map(Due::entry)
                .toList();
    }

    private List<Due> due(OutboxKind kind, Instant now, int limit) {
        return entities.createQuery(
                        "select o.id, o.nextTryAt from OutboxEntity o"
                                + " where o.kind = :kind and o.state = WAITING and o.nextTryAt <= :now order by o.nextTryAt",
                        Object[].class)
                .setParameter("kind", kind)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Due(new ReadyToLeave((UUID) row[0], kind), (Instant) row[1]))
                .toList();
    }

    /** An entry that is due, and since when. */
    private record Due(ReadyToLeave entry, Instant since) {}

    /** The entry, locked until the transaction ends; empty if it is locked by somebody else. */
    public Optional<OutboxEntity> lockIfFree(UUID id) {
        return entities
                .createQuery("select o from OutboxEntity o where o.id = :id", OutboxEntity.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Locked until the transaction ends; empty once it was erased with its session. */
    public Optional<OutboxEntity> lock(UUID id) {
        return lookup.lock(OutboxEntity.class, id);
    }

    /** The session of an entry; only its id, so that the next caller that locks the row reads its current state. */
    public Optional<SessionId> sessionOf(UUID id) {
        return entities.createQuery("select o.sessionId from OutboxEntity o where o.id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(SessionId::new);
    }

    /** Whether a newer entry of the same kind exists for the session. */
    public boolean hasNewer(OutboxEntity entry) {
        return !entities.createQuery(
                        "select o.id from OutboxEntity o where o.sessionId = :session and o.kind = :kind and o.id > :id",
                        UUID.class)
                .setParameter("session", entry.sessionId().value())
                .setParameter("kind", entry.kind())
                .setParameter("id", entry.id())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** How many mails of a session were created since a moment. */
    public long mailsSince(SessionId session, Instant moment) {
        return entities.createQuery(
                        "select count(o) from OutboxEntity o where o.sessionId = :session and o.kind <> DRAFT"
                                + " and o.createdAt > :moment",
                        Long.class)
                .setParameter("session", session.value())
                .setParameter("moment", moment)
                .getSingleResult();
    }

    /**
     * The number of mails of all sessions of a therapist that were added after a moment. Each session counts at most as many as its own
     * limit allows, so that one appointment that is changed again and again delays no other client's mails.
     */
    public long mailsOfTherapistSince(String therapist, Instant moment) {
        return entities.createQuery(
                        "select count(o) from OutboxEntity o join TherapySessionEntity s on s.id = o.sessionId"
                                + " where s.therapist = :therapist and o.kind <> DRAFT and o.createdAt > :moment"
                                + " group by o.sessionId",
                        Long.class)
                .setParameter("therapist", therapist)
                .setParameter("moment", moment)
                .setMaxResults(MOST_SESSIONS)
                .getResultStream()
                .mapToLong(mails -> Math.min(mails, MailPace.MOST_IN_AN_HOUR))
                .sum();
    }

    /** The progress of the newest mail that was not dropped, for each of these sessions that has one. */
    public Map<SessionId, Progress> latestMails(Collection<SessionId> sessions) {
        return entities.createQuery("""
                        select o from OutboxEntity o where o.sessionId in :sessions and o.kind <> DRAFT and o.state <> DROPPED
                          and not exists (select l from OutboxEntity l where l.sessionId = o.sessionId and l.kind <> DRAFT
                            and l.state <> DROPPED and l.id > o.id)
                        """, OutboxEntity.class)
                .setParameter(
                        "sessions", sessions.stream().map(SessionId::value).toList())
                .getResultStream()
                .collect(Collectors.toMap(OutboxEntity::sessionId, OutboxEntity::progress));
    }

    /** A session's draft entries, by their round. */
    public Map<UUID, OutboxEntity> drafts(SessionId session) {
        return entities.createQuery(
                        "select o from OutboxEntity o where o.sessionId = :session and o.kind = DRAFT",
                        OutboxEntity.class)
                .setParameter("session", session.value())
                .getResultStream()
                .collect(Collectors.toMap(entry -> entry.roundId().orElseThrow(), Function.identity()));
    }
}
