package org.sessionroom.session;

import java.io.Serializable;
import java.util.UUID;
import org.sessionroom.input.WrittenId;

/** The identity of a {@link TherapySessionEntity}: a time-ordered UUID, unique for ever, safe to show in a URL. */
public record SessionId(UUID value) implements Serializable {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static SessionId parse(String text) {
        return new SessionId(WrittenId.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
