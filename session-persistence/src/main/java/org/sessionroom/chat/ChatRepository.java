package org.sessionroom.chat;

import jakarta.enterprise.context.ApplicationScoped;
import org.sessionroom.record.SealedLog;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.TherapySessionEntity;

/** The chat messages of all sessions. */
@ApplicationScoped
public class ChatRepository extends SealedLog<ChatMessage, ChatMessageEntity> {

    public ChatRepository() {
        super(ChatMessageEntity.class, "messageId");
    }

    /**
     * Appends a message. This transaction has locked the session's row.
     *
     * @return whether it brought the session near its limit of stored bytes
     */
    public boolean append(TherapySessionEntity session, ChatMessage message, SealingKey key) {
        return append(session, new ChatMessageEntity(session.id(), message, key));
    }
}
