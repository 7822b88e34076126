package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text and binary messages are assembled from their parts, up to a maximum. */
class MessagePartsTest {

    private final List<String> received = new ArrayList<>();

    private void text(TextParts parts, String part, boolean last) {
        parts.take(part, last, received::add, () -> received.add("too long"));
    }

    private void binary(BinaryParts parts, String part, boolean last) {
        parts.take(
                ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)),
                last,
                message -> received.add(StandardCharsets.UTF_8.decode(message).toString()),
                () -> received.add("too long"));
    }

    @Test
    void messagesAreAssembledOneAfterTheOther() {
        TextParts texts = new TextParts(4);
        BinaryParts sounds = new BinaryParts(4);
        text(texts, "ab", false);
        text(texts, "cd", true);
        text(texts, "efgh", true);
        binary(sounds, "ab", false);
        binary(sounds, "", false);
        binary(sounds, "cd", true);
        binary(sounds, "efgh", true);
        assertEquals(List.of("abcd", "efgh", "abcd", "efgh"), received);
    }

    @Test
    void ofAMessageThatIsTooLongNothingIsReceived() {
        text(new TextParts(4), "abcde", true);
        TextParts texts = new TextParts(4);
        text(texts, "abcd", false);
        text(texts, "e", false);
        text(texts, "f", true);
        binary(new BinaryParts(4), "abcde", true);
        assertEquals(List.of("too long", "too long", "too long", "too long"), received);
    }
}
