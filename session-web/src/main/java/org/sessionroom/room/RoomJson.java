package org.sessionroom.room;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.input.WrittenId;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** Reads the members of a browser's frames strictly: a missing member or one of another type is refused with INVALID. */
final class RoomJson {

    private RoomJson() {}

    static JsonObject object(JsonObject message, String key) {
        if (message.get(key) instanceof JsonObject object) {
            return object;
        }
        throw ConstellationJson.missing(message, key);
    }

    static UUID id(JsonObject message, String key) {
        try {
            return WrittenId.parse(ConstellationJson.text(message, key));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid(key, Kind.MALFORMED);
        }
    }

    static boolean flag(JsonObject message, String key) {
        JsonValue value = message.get(key);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw ConstellationJson.missing(message, key);
    }

    private static int whole(JsonNumber number, String key) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException tooLarge) {
            throw SessionRejected.invalid(key, Kind.OUT_OF_RANGE);
        }
    }

    static int whole(JsonObject message, String key) {
        if (message.get(key) instanceof JsonNumber number && number.isIntegral()) {
            return whole(number, key);
        }
        throw ConstellationJson.missing(message, key);
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonObject message, String key) {
        try {
            return Enum.valueOf(type, ConstellationJson.text(message, key));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid(key, Kind.UNKNOWN);
        }
    }

    /** Empty when it is missing or null. */
    static Optional<String> optionalText(JsonObject message, String key) {
        return message.getOrDefault(key, JsonValue.NULL) == JsonValue.NULL
                ? Optional.empty()
                : Optional.of(ConstellationJson.text(message, key));
    }

    /** @param most maximum characters */
    static String text(JsonObject message, String key, int most) {
        if (message.get(key) instanceof JsonString string && string.getChars().length() <= most) {
            return string.getString();
        }
        throw ConstellationJson.missing(message, key);
    }
}
