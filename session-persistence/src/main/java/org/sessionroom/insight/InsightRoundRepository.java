package org.sessionroom.insight;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sessionroom.database.Lookup;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/** All rounds of the assistant. */
@ApplicationScoped
public class InsightRoundRepository {

    /** How long after a session's end its draft is still started, if no node could start it before. */
    private static final Duration RECENTLY = Duration.ofDays(1);

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    public void add(InsightRoundEntity round) {
        entities.persist(round);
    }

    /** @throws SessionRejected NOT_FOUND */
    public InsightRoundEntity get(UUID id) {
        return lookup.find(InsightRoundEntity.class, id).orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    /** A session's, newest first. */
    public List<InsightRoundEntity> of(SessionId session) {
        return entities.createQuery(
                        "select r from InsightRoundEntity r where r.sessionId = :session order by r.askedAt desc, r.id desc",
                        InsightRoundEntity.class)
                .setParameter("session", session.value())
                .getResultList();
    }

    /**
     * Withdraws all rounds that were requested since a moment: somebody deleted what they had said then, and an answer may contain
     * their words without citing them. This transaction has locked the session's row.
     *
     * @return whether there was any
     */
    public boolean withdraw(TherapySessionEntity session, Instant since, Instant now) {
        List<InsightRoundEntity> resting = of(session.id()).stream()
                .filter(round -> !round.hasFailed() && !round.askedAt().isBefore(since))
                .toList();
        resting.forEach(round -> {
            session.countStored(-round.storedBytes());
            round.withdraw(now);
        });
        return !resting.isEmpty();
    }

    /**
     * Sessions that ended within the last day, with a transcript and without a draft requested since the end.
     *
     * @param after the last session of the previous page
     * @param limit maximum number of results
     */
    public List<SessionId> undrafted(Instant now, SessionId after, int limit) {
        return entities.createQuery("""
                        select s.id from TherapySessionEntity s
                        where s.id > :after and s.status = COMPLETED and s.endedAt > :recently and s.lastLine >= :worthwhile
                          and not exists (select r from InsightRoundEntity r where r.sessionId = s.id and r.kind = DRAFT
                            and r.askedAt >= s.endedAt)
                        order by s.id
                        """, UUID.class)
                .setParameter("after", after.value())
                .setParameter("recently", now.minus(RECENTLY))
                .setParameter("worthwhile", (long) InsightPace.WORTHWHILE)
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionId::new)
                .toList();
    }

    /**
     * Active sessions whose transcript has grown, and that have had no round since a moment.
     *
     * @param after the last session of the previous page
     * @param limit maximum number of results
     */
    public List<SessionId> due(Instant notSince, SessionId after, int limit) {
        return entities.createQuery("""
                        select s.id from TherapySessionEntity s
                        where s.id > :after and s.status = ACTIVE
                          and s.lastLine >= :worthwhile
                            + (select coalesce(max(r.lines), 0) from InsightRoundEntity r where r.sessionId = s.id)
                          and not exists (select r from InsightRoundEntity r where r.sessionId = s.id and r.askedAt > :since)
                        order by s.id
                        """, UUID.class)
                .setParameter("after", after.value())
                .setParameter("worthwhile", (long) InsightPace.WORTHWHILE)
                .setParameter("since", notSince)
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionId::new)
                .toList();
    }
}
