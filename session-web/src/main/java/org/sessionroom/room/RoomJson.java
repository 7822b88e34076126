package org.sessionroom.room;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.UUID;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** Reads the members of a browser's frames, strictly: what is missing or of another type is refused as INVALID. */
final class RoomJson {

    private RoomJson() {}

    static JsonObject object(JsonObject message, String key) {
        if (message.get(key) instanceof JsonObject object) {
            return object;
        }
        throw invalid();
    }

    static UUID id(JsonObject message, String key) {
        try {
            return UUID.fromString(ConstellationJson.text(message, key));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    static boolean flag(JsonObject message, String key) {
        JsonValue value = message.get(key);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw invalid();
    }

    static int whole(JsonObject message, String key) {
        if (message.get(key) instanceof JsonNumber number && number.isIntegral()) {
            return number.intValue();
        }
        throw invalid();
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonObject message, String key) {
        try {
            return Enum.valueOf(type, ConstellationJson.text(message, key));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** @param most so many characters at most */
    static String text(JsonObject message, String key, int most) {
        if (message.get(key) instanceof JsonString string && string.getChars().length() <= most) {
            return string.getString();
        }
        throw invalid();
    }

    static SessionRejected invalid() {
        return new SessionRejected(Rejection.INVALID);
    }
}
