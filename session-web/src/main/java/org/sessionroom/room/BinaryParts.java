package org.sessionroom.room;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** As {@link TextParts}, for binary messages. */
final class BinaryParts {

    private final int longest;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private long length;

    /** @param longest message in bytes; of a longer one only the length is counted */
    BinaryParts(int longest) {
        this.longest = longest;
    }

    /**
     * Takes the next part.
     *
     * @param whole receives the message with its last part
     * @param tooLong called with each part beyond the maximum
     */
    void take(ByteBuffer part, boolean last, Consumer<ByteBuffer> whole, Runnable tooLong) {
        length += part.remaining();
        if (length > longest) {
            gathered.reset();
            tooLong.run();
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        gathered.writeBytes(bytes);
        if (last) {
            ByteBuffer message = ByteBuffer.wrap(gathered.toByteArray());
            gathered.reset();
            length = 0;
            whole.accept(message);
        }
    }
}
