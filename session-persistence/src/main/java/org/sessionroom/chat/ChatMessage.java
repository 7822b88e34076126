package org.sessionroom.chat;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * What one of the two wrote to the other, committed.
 *
 * @param seq its place in the session's chat, from 1, without gaps
 * @param messageId chosen by the sender; the same id is never kept twice
 */
public record ChatMessage(long seq, UUID messageId, ParticipantId by, Instant at, String text) {

    /** Unicode code points of a message. */
    public static final int LONGEST = 2_000;

    /**
     * What is kept of what somebody typed: without white space around it.
     *
     * @throws SessionRejected INVALID when nothing is left, it is too long, or it holds control characters other than line
     *     feeds, or half a surrogate pair
     */
    public static String text(String typed) {
        String text = typed.strip();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > LONGEST || text.codePoints().anyMatch(ChatMessage::isUnprintable)) {
            throw new SessionRejected(Rejection.INVALID);
        }
        return text;
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint != '\n' && type == Character.CONTROL || type == Character.SURROGATE;
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "ChatMessage[" + seq + ", " + messageId + "]";
    }
}
