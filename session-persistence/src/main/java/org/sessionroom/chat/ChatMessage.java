package org.sessionroom.chat;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.input.TextRule;
import org.sessionroom.participant.Author;
import org.sessionroom.session.SessionRejected;

/**
 * A committed message from one person to the other.
 *
 * @param seq its number in the session's chat, from 1, without gaps
 * @param messageId chosen by the sender; the same id is never stored twice
 */
public record ChatMessage(long seq, UUID messageId, Author by, Instant at, String text) {

    /** Maximum Unicode code points of a message. */
    public static final int LONGEST = TextRule.MESSAGE.longest();

    /**
     * Validates a typed message, and removes white space around it.
     *
     * @throws SessionRejected INVALID
     */
    public static String text(String typed) {
        return TextRule.MESSAGE.read("text", typed);
    }

    /** Does not show the text. */
    @Override
    public String toString() {
        return "ChatMessage[" + seq + ", " + messageId + "]";
    }
}
