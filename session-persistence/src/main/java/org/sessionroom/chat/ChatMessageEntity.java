package org.sessionroom.chat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.record.AssociatedData;
import org.sessionroom.record.SealedLog;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/** A stored message with its text encrypted. */
@Entity
@Table(name = "chat_message")
@IdClass(ChatMessageEntity.Key.class)
public class ChatMessageEntity implements SealedLog.Row<ChatMessage> {

    /** A message is identified by its session and its number in it. */
    public record Key(UUID sessionId, long seq) implements Serializable {}

    @Id
    @Column(name = "session_id")
    private UUID sessionId;

    @Id
    private long seq;

    @Column(name = "message_id")
    private UUID messageId;

    @Column(name = "participant_id")
    private UUID participantId;

    @Column(name = "invitation_id")
    private UUID invitationId;

    @Column(name = "sent_at")
    private Instant sentAt;

    @Column(name = "sealed_text")
    private byte[] sealedText;

    protected ChatMessageEntity() {}

    ChatMessageEntity(SessionId session, ChatMessage message, SealingKey key) {
        this.sessionId = session.value();
        this.seq = message.seq();
        this.messageId = message.messageId();
        this.participantId = message.by().participant().value();
        this.invitationId = message.by().invitation();
        this.sentAt = message.at();
        this.sealedText = key.seal(message.text(), place());
    }

    @Override
    public ChatMessage open(SealingKey key) {
        Author author = new Author(new ParticipantId(participantId), invitationId);
        return new ChatMessage(seq, messageId, author, sentAt, key.open(sealedText, place()));
    }

    @Override
    public int storedBytes() {
        return sealedText.length;
    }

    private AssociatedData place() {
        return new AssociatedData("chat_message", "sealed_text", sessionId + "/" + seq + "/" + messageId);
    }
}
