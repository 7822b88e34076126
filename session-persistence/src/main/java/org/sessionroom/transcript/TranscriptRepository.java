package org.sessionroom.transcript;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.jpa.AvailableHints;
import org.sessionroom.database.Lookup;
import org.sessionroom.participant.Author;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.TherapySessionEntity;

/**
 * The transcripts of all sessions, encrypted with their session's key for transcripts. A transaction that changes one has
 * locked the session's row, which determines the order.
 */
@ApplicationScoped
public class TranscriptRepository {

    /** Maximum lines of a transcript: two microphones for two hours, with two utterances a second each. */
    private static final int MOST_LINES = 30_000;

    /**
     * Stored bytes of a transcript from which on corrections may only shorten it. Two people who speak for two hours without a pause
     * store some 500 kB. An analysis reads all of it.
     */
    private static final long LARGEST = 5_000_000;

    private static final int FETCHED_ROWS = 100;

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /**
     * Whether the transcript has as many lines as it may have. Only a transcript that has changed that often is counted.
     */
    public boolean isFull(TherapySessionEntity session) {
        return session.lastLine() >= MOST_LINES
                && entities.createQuery(
                                        "select count(r) from TranscriptEntity r where r.sessionId = :session",
                                        Long.class)
                                .setParameter("session", session.id().value())
                                .getSingleResult()
                        >= MOST_LINES;
    }

    /** Whether this result of a recogniser is already stored. */
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

    /** Appends an utterance. */
    public Kept append(
            TherapySessionEntity session, Author by, TranscriptLineSource source, Utterance utterance, SealingKey key) {
        return append(
                session, TranscriptEntity.said(session.id(), by, source, utterance, key, session.nextLine()), key);
    }

    /** Appends a gap. */
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
        return new Kept(row.open(key), session.countStored(row.storedBytes()));
    }

    /**
     * Corrects a line; the recogniser's text is kept beside the correction. The same correction again changes nothing.
     *
     * @param seen the line's {@code changed} when it was read, from 1; empty to replace the current text in any case
     * @throws SessionRejected NOT_FOUND, LINE_CHANGED if its text has changed since, WRONG_STATE if its words
     *     were deleted, or TRANSCRIPT_FULL
     */
    public Kept correct(TherapySessionEntity session, UtteranceId id, OptionalLong seen, String text, SealingKey key) {
        TranscriptEntity row = get(session.id(), id);
        TranscriptLine now = row.open(key);
        boolean outdated = seen.isPresent() && now.text().isPresent() && now.changed() != seen.getAsLong();
        boolean done = outdated || now.state() == TranscriptLineState.CORRECTED;
        if (done && now.text().filter(text::equals).isPresent()) {
            return new Kept(now, false);
        }
        if (outdated) {
            throw new SessionRejected(Rejection.LINE_CHANGED);
        }
        int before = row.storedBytes();
        if (text.getBytes(StandardCharsets.UTF_8).length > before && bytes(session.id()) > LARGEST) {
            throw new SessionRejected(Rejection.TRANSCRIPT_FULL);
        }
        row.correct(text, key, session.nextLine());
        return new Kept(row.open(key), session.countStored(row.storedBytes() - before));
    }

    /**
     * Deletes the words of a person's own line. A line that is already struck stays as it is, also its {@code changed}.
     *
     * @throws SessionRejected NOT_FOUND, NOT_YOURS if somebody else said it, or WRONG_STATE if its words were dropped, or never known
     */
    public TranscriptLine strike(TherapySessionEntity session, UtteranceId id, Author by, SealingKey key) {
        TranscriptEntity row = get(session.id(), id);
        if (!row.isBy(by)) {
            throw new SessionRejected(Rejection.NOT_YOURS);
        }
        if (row.isStruck()) {
            return row.open(key);
        }
        return erase(session, row, TranscriptLineState.STRUCK, key);
    }

    /** Deletes the words of every line that ended at or after a moment. */
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
        session.countStored(-row.storedBytes());
        row.erase(to, session.nextLine());
        return row.open(key);
    }

    private TranscriptEntity get(SessionId session, UtteranceId id) {
        return lookup.find(TranscriptEntity.class, id.value())
                .filter(row -> row.isOf(session))
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    private long bytes(SessionId session) {
        Object bytes = entities.createNativeQuery(
                        "select coalesce(sum(octet_length(sealed_text)), 0) + coalesce(sum(octet_length(sealed_correction)), 0)"
                                + " from transcript_line where session_id = :session")
                .setParameter("session", session.value())
                .getSingleResult();
        return ((Number) bytes).longValue();
    }

    /**
     * The lines that changed after a position, in that order, at most {@code limit}. Read a few rows at a time, and the persistence
     * context does not keep them.
     */
    public List<TranscriptLine> after(SessionId session, long changed, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from TranscriptEntity r where r.sessionId = :session and r.changed > :changed"
                                + " order by r.changed",
                        TranscriptEntity.class)
                .setParameter("session", session.value())
                .setParameter("changed", changed)
                .setMaxResults(limit)
                .setHint(AvailableHints.HINT_FETCH_SIZE, FETCHED_ROWS)
                .getResultStream()
                .map(row -> {
                    TranscriptLine line = row.open(key);
                    entities.detach(row);
                    return line;
                })
                .toList();
    }

    /** The ids of the lines that changed after a position. */
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

    /** A session's transcript without struck lines, in the order in which it was spoken. */
    public Transcript of(SessionId session, SealingKey key) {
        return Transcript.of(after(session, 0, MOST_LINES, key).stream()
                .flatMap(line -> line.entry().stream())
                .toList());
    }

    /**
     * A line as it is stored now.
     *
     * @param nearLimit whether it brought the session near its limit of stored bytes
     */
    public record Kept(TranscriptLine line, boolean nearLimit) {}
}
