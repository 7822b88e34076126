package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.sessionroom.chat.ChatMessage;
import org.sessionroom.chat.ChatService;
import org.sessionroom.json.StrictJson;
import org.sessionroom.record.SealedLog.Part;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

/** Receives chat messages, and sends missed ones to a browser that reconnects. */
@ApplicationScoped
public class ChatHandler {

    @EJB
    private ChatService chatService;

    void chat(JsonObject message, RoomConnection from, LiveRoom room) {
        UUID messageId = StrictJson.id(message, "messageId");
        String typed = StrictJson.text(message, "text");
        if (!room.takeTurn()) {
            from.send(RoomFrames.refusedMessage(messageId, Rejection.BUSY, from.messages()));
            return;
        }
        try {
            chatService
                    .send(from.seat(), messageId, typed)
                    .repeated()
                    .ifPresent(first -> from.send(RoomFrames.chatted(first)));
        } catch (SessionRejected refusal) {
            from.send(RoomFrames.refusedMessage(messageId, refusal, from.messages()));
        } catch (SessionUnavailable | EJBException failure) {
            RoomHandler.refuseIfNotWritten(
                    failure, from, later -> RoomFrames.refusedMessage(messageId, later, from.messages()));
        } finally {
            room.order().unlock();
        }
    }

    /**
     * Sends the messages after the last one that the page knows, if there are any. A part of them fits into the {@link SendQueue}
     * together with a whole field.
     *
     * @param known its number; 0 if it knows none
     * @throws SessionRejected if the person may not see them
     */
    void resume(long known, RoomConnection from) {
        Part<ChatMessage> missed = chatService.next(from.person(), from.seat().session(), known);
        if (!missed.entries().isEmpty()) {
            from.send(RoomFrames.chats(missed.entries(), missed.more()));
        }
    }
}
