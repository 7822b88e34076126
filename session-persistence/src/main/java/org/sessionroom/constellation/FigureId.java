package org.sessionroom.constellation;

import java.util.UUID;
import org.sessionroom.input.WrittenId;

/** The identity of a {@link Figure} within its field, chosen by the person's page that places it. */
public record FigureId(UUID value) {

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static FigureId parse(String text) {
        return new FigureId(WrittenId.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
