package org.sessionroom.session;

import java.io.Serializable;
import java.util.UUID;

/** The identity of a {@link TherapySession}: a time-ordered UUID, unique for ever, safe to show in an address. */
public record SessionId(UUID value) implements Serializable {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static SessionId parse(String text) {
        if (text == null) {
            throw new IllegalArgumentException("no session id");
        }
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
