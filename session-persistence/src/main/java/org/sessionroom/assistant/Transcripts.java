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
import org.sessionroom.session.TherapySession;

/**
 * The transcripts of all sessions, opened and sealed with their session's key for transcripts. Whatever changes one has
 * locked the session's row in this transaction: that makes the order.
 */
@ApplicationScoped
public class Transcripts {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    @Inject
    private Lookup lookup;

    /** Whether this result of a recogniser is kept already. */
    public boolean has(LineSource source) {
        return entities.createQuery(
                                "select count(r) from TranscriptRow r"
                                        + " where r.streamId = :stream and r.epoch = :epoch and r.item = :item",
                                Long.class)
                        .setParameter("stream", source.stream())
                        .setParameter("epoch", source.epoch())
                        .setParameter("item", source.item())
                        .getSingleResult()
                > 0;
    }

    /** Appends what somebody said. */
    public Kept append(TherapySession session, Author by, LineSource source, Utterance utterance, SealingKey key) {
        return append(session, TranscriptRow.said(session.id(), by, source, utterance, key, session.nextLine()), key);
    }

    /** Appends that somebody could not be heard. */
    public Kept append(
            TherapySession session,
            UtteranceId id,
            Author by,
            LineSource source,
            Gap gap,
            String language,
            SealingKey key) {
        return append(
                session, TranscriptRow.missed(id, session.id(), by, source, gap, language, session.nextLine()), key);
    }

    private Kept append(TherapySession session, TranscriptRow row, SealingKey key) {
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
    public Kept correct(TherapySession session, UtteranceId id, OptionalLong seen, String text, SealingKey key) {
        TranscriptRow row = get(session.id(), id);
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
    public TranscriptLine strike(TherapySession session, UtteranceId id, Author by, SealingKey key) {
        TranscriptRow row = get(session.id(), id);
        if (!row.isBy(by)) {
            throw new SessionRejected(Rejection.NOT_YOURS);
        }
        return erase(session, row, LineState.STRUCK, key);
    }

    /** Takes away the words of every line that was still being said at a moment, or later. */
    public List<TranscriptLine> drop(TherapySession session, Instant since, SealingKey key) {
        return entities.createQuery(
                        "select r from TranscriptRow r where r.sessionId = :session and r.spokenTo >= :since"
                                + " order by r.changed",
                        TranscriptRow.class)
                .setParameter("session", session.id().value())
                .setParameter("since", since)
                .getResultStream()
                .filter(TranscriptRow::hasWords)
                .map(row -> erase(session, row, LineState.DROPPED, key))
                .toList();
    }

    private TranscriptLine erase(TherapySession session, TranscriptRow row, LineState to, SealingKey key) {
        session.store(-row.storedBytes());
        row.erase(to, session.nextLine());
        return row.open(key);
    }

    private TranscriptRow get(SessionId session, UtteranceId id) {
        return lookup.find(TranscriptRow.class, id.value())
                .filter(row -> row.isOf(session))
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    /** The lines that changed after a place, in that order, at most so many. */
    public List<TranscriptLine> after(SessionId session, long changed, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from TranscriptRow r where r.sessionId = :session and r.changed > :changed"
                                + " order by r.changed",
                        TranscriptRow.class)
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
                        "select r.id from TranscriptRow r where r.sessionId = :session and r.changed > :changed",
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
