package org.sessionroom.participant;

import java.io.Serializable;
import java.util.UUID;
import org.sessionroom.input.WrittenId;

/** The identity of a {@link ParticipantEntity} within its session. */
public record ParticipantId(UUID value) implements Serializable {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static ParticipantId parse(String text) {
        return new ParticipantId(WrittenId.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
