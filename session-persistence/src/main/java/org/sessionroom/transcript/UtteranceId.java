package org.sessionroom.transcript;

import java.util.UUID;
import org.sessionroom.input.WrittenId;

/** The identity of an {@link Utterance}, assigned by the server and never by a provider. */
public record UtteranceId(UUID value) {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static UtteranceId parse(String text) {
        return new UtteranceId(WrittenId.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
