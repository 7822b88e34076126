package org.sessionroom.chat;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.permission.Action;
import org.sessionroom.permission.Gate;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.record.SealedLog;
import org.sessionroom.record.SealedLog.Part;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SealingKeyRepository;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionNews;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.Stored;
import org.sessionroom.session.TherapySessionEntity;

/** The chat. A message is one transaction: the returned message is committed once the call returns. */
@Stateless
public class ChatService {

    /** Maximum messages that are read at once; their size is limited by {@link SealedLog#LARGEST_PART}. */
    private static final int LARGEST_PART = 500;

    @Inject
    private ChatRepository log;

    @Inject
    private SealingKeyRepository keys;

    @Inject
    private Gate gate;

    @Inject
    private SessionNews news;

    @Inject
    private Event<MessageSent> sent;

    @Inject
    private Clock clock;

    /**
     * The first messages after a number, in order, at most {@link #LARGEST_PART}, and fewer if they are long.
     *
     * @throws SessionRejected if the person may not see them
     */
    public Part<ChatMessage> next(Person person, SessionId id, long after) {
        gate.find(Action.READ_CHAT, person, id);
        return log.next(id, after, LARGEST_PART, keys.of(id.value(), RetentionClass.SESSION));
    }

    /**
     * The last messages before a number, in order; limited as {@link #next}.
     *
     * @throws SessionRejected if the person may not see them
     */
    public Part<ChatMessage> previous(Person person, SessionId id, long before) {
        gate.find(Action.READ_CHAT, person, id);
        return log.previous(id, before, LARGEST_PART, keys.of(id.value(), RetentionClass.SESSION));
    }

    /**
     * Stores a message once: sent again under the same id it gets the first answer and is not published again.
     *
     * @throws SessionRejected INVALID, QUOTA_REACHED, CHANGE_ID_REUSED for another text, or because of the person's rights
     */
    public Stored<ChatMessage> send(Seat seat, UUID messageId, String typed) {
        String text = ChatMessage.text(typed);
        TherapySessionEntity session =
                gate.lock(Action.CHAT, seat.person(), seat.session()).session();
        SealingKey key = keys.of(seat.session().value(), RetentionClass.SESSION);
        Optional<ChatMessage> earlier = log.find(seat.session(), messageId, key);
        if (earlier.isPresent()) {
            return new Stored<>(sameAs(earlier.get(), seat, text), true);
        }
        session.requireSpace();
        ChatMessage message = new ChatMessage(session.nextChat(), messageId, seat.author(), clock.instant(), text);
        news.warnIf(log.append(session, message, key), session.id());
        sent.fire(new MessageSent(session.id(), message));
        return new Stored<>(message, false);
    }

    private static ChatMessage sameAs(ChatMessage earlier, Seat seat, String text) {
        if (!earlier.text().equals(text) || !earlier.by().equals(seat.author())) {
            throw new SessionRejected(Rejection.CHANGE_ID_REUSED);
        }
        return earlier;
    }
}
