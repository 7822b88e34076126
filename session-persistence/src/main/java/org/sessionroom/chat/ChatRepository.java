package org.sessionroom.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TherapySessionEntity;

/** The chat messages of all sessions, encrypted with their session's key. */
@ApplicationScoped
public class ChatRepository {

    @PersistenceContext(unitName = "session-room")
    private EntityManager entities;

    /**
     * Appends a message. This transaction has locked the session's row.
     *
     * @return whether it brought the session near its limit of stored bytes
     */
    public boolean append(TherapySessionEntity session, ChatMessage message, SealingKey key) {
        ChatMessageEntity row = new ChatMessageEntity(session.id(), message, key);
        entities.persist(row);
        return session.store(row.storedBytes());
    }

    public Optional<ChatMessage> find(SessionId session, UUID messageId, SealingKey key) {
        return entities.createQuery(
                        "select r from ChatMessageEntity r where r.sessionId = :session and r.messageId = :message",
                        ChatMessageEntity.class)
                .setParameter("session", session.value())
                .setParameter("message", messageId)
                .getResultStream()
                .findFirst()
                .map(row -> row.open(key));
    }

    /** The messages after a number, in order, at most {@code limit}. */
    public List<ChatMessage> after(SessionId session, long seq, int limit, SealingKey key) {
        return entities.createQuery(
                        "select r from ChatMessageEntity r where r.sessionId = :session and r.seq > :seq order by r.seq",
                        ChatMessageEntity.class)
                .setParameter("session", session.value())
                .setParameter("seq", seq)
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> row.open(key))
                .toList();
    }
}
