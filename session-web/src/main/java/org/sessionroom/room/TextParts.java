package org.sessionroom.room;

import java.util.function.Consumer;

/**
 * Assembles the parts of text messages. Sockets receive parts, because the container would assemble a whole message before its length could be
 * checked, or close the connection with words of its own.
 */
final class TextParts {

    private final int longest;
    private final StringBuilder gathered = new StringBuilder();
    private long length;

    /** @param longest message in characters; of a longer one only the length is counted */
    TextParts(int longest) {
        this.longest = longest;
    }

    /**
     * Takes the next part.
     *
     * @param whole receives the message with its last part
     * @param tooLong called with each part beyond the maximum
     */
    void take(String part, boolean last, Consumer<String> whole, Runnable tooLong) {
        length += part.length();
        if (length > longest) {
            gathered.setLength(0);
            tooLong.run();
            return;
        }
        gathered.append(part);
        if (last) {
            String text = gathered.toString();
            gathered.setLength(0);
            length = 0;
            whole.accept(text);
        }
    }
}
