package org.sessionroom.insight;

import java.util.UUID;
import org.sessionroom.input.WrittenId;

/** The identity of an {@link Insight}, assigned by the server. */
public record InsightId(UUID value) {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static InsightId parse(String text) {
        return new InsightId(WrittenId.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
