package org.sessionroom.assistant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sessionroom.database.Lookup;
import org.sessionroom.participant.Author;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/**
 * The transcripts of all sessions, opened and sealed with their session's key for transcripts. Whatever changes one has
 * locked the session's row in this transaction: that makes the order.
 */
@ApplicationScoped
public class TranscriptRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /** Whether this result of a recogniser is kept already. */
    public boolean has(TranscriptLineSource source) {
        return entities.createQuery(
                                "select count(r) from TranscriptEntity r"
                                        + " where r.streamId = :stream and r.epoch = :epoch and r.item = :item",
                                Long.class)
                        .setParameter("stream", source.stream())
                        .setParameter("epoch", source.epoch())
                        .setParameter("item", source.item())
                        .getSingleResult()
                > 0;
    }

    /** Appends what somebody said. */
    public Kept append(
            TherapySessionEntity session, Author by, TranscriptLineSource source, Utterance utterance, SealingKey key) {
        return append(
                session, TranscriptEntity.said(session.id(), by, source, utterance, key, session.nextLine()), key);
    }

    /** Appends that somebody could not be heard. */
    public Kept append(
            TherapySessionEntity session,
            UtteranceId id,
            Author by,
            TranscriptLineSource source,
            Gap gap,
            String language,
            SealingKey key) {
        return append(
                session, TranscriptEntity.missed(id, session.id(), by, source, gap, language, session.nextLine()), key);
    }

    private Kept append(TherapySessionEntity session, TranscriptEntity row, SealingKey key) {
        entities.persist(row);
        return new Kept(row.open(key), session.store(row.storedBytes()));
    }

    /**
     * Puts a line right; what was heard is kept beside it.
     *
     * @param seen the place of the line's last change when it was read, from 1; empty to replace whatever stands there
     * @throws SessionRejected NOT_FOUND, LINE_CHANGED when it changed to another text since, or WRONG_STATE when its words
     *     are gone
     */
    public Kept correct(TherapySessionEntity session, UtteranceId id, OptionalLong seen, String text, SealingKey key) {
        TranscriptEntity row = get(session.id(), id);
        TranscriptLine now = row.open(key);
        if (seen.isPresent() && now.text().isPresent() && now.changed() != seen.getAsLong()) {
            if (now.text().filter(text::equals).isEmpty()) {
                throw new SessionRejected(Rejection.LINE_CHANGED);
            }
            return new Kept(now, false);
        }
        int before = row.storedBytes();
        row.correct(text, key, session.nextLine());
        return new Kept(row.open(key), session.store(row.storedBytes() - before));
    }

    /**
     * Takes the words of somebody's own line away.
     *
     * @throws SessionRejected NOT_FOUND, NOT_YOURS when another said it, or WRONG_STATE when its words are gone
     */
    public TranscriptLine strike(TherapySessionEntity session, UtteranceId id, Author by, SealingKey key) {
        TranscriptEntity row = get(session.id(), id);
        if (!row.isBy(by)) {
            throw new SessionRejected(Rejection.NOT_YOURS);
        }
        return erase(session, row, TranscriptLineState.STRUCK, key);
    }

    /** Takes away the words of every line that was still being said at a moment, or later. */
    public List<TranscriptLine> drop(TherapySessionEntity session, Instant since, SealingKey key) {
        return entities.createQuery(
                        "select r from TranscriptEntity r where r.sessionId = :session and r.spokenTo >= :since"
                                + " order by r.changed",
                        TranscriptEntity.class)
                .setParameter("session", session.id().value())
                .setParameter("since", since)
                .getResultStream()
                .filter(TranscriptEntity::hasWords)
                .map(row -> erase(session, row, TranscriptLineState.DROPPED, key))
                .toList();
    }

    private TranscriptLine erase(
            TherapySessionEntity session, TranscriptEntity row, TranscriptLineState to, SealingKey key) {
        session.store(-row.storedBytes());
        row.erase(to, session.nextLine());
        return row.open(key);
    }

    private TranscriptEntity get(SessionId session, UtteranceId id) {
        return lookup.find(TranscriptEntity.class, id.value())
                .filter(row -> row.isOf(session))
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    /** The lines that changed after a place, in that order, at most so many. */
    public List<TranscriptLine> after(SessionId session, long changed, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from TranscriptEntity r where r.sessionId = :session and r.changed > :changed"
                                + " order by r.changed",
                        TranscriptEntity.class)
                .setParameter("session", session.value())
                .setParameter("changed", changed)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> row.open(key))
                .toList();
    }

    /** Which lines changed after a place. */
    public Set<UtteranceId> changed(SessionId session, long after) {
        return entities.createQuery(
                        "select r.id from TranscriptEntity r where r.sessionId = :session and r.changed > :changed",
                        UUID.class)
                .setParameter("session", session.value())
                .setParameter("changed", after)
                .getResultStream()
                .map(UtteranceId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that counts of a session's transcript, in the order in which it was said. */
    public Transcript of(SessionId session, SealingKey key) {
        return Transcript.of(after(session, 0, Integer.MAX_VALUE, key).stream()
                .flatMap(line -> line.entry().stream())
                .toList());
    }

    /**
     * A line as it is kept now.
     *
     * @param nearLimit whether the session came near its limit of stored bytes with it
     */
    public record Kept(TranscriptLine line, boolean nearLimit) {}
}
