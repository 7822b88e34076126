package org.sessionroom.json;

import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.sessionroom.input.WrittenId;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * Reads an object and its members strictly: a member that is missing, of another type or not one of the known values is rejected
 * with INVALID and its name. Unknown members are ignored, so that a newer page can use an older node.
 */
public final class StrictJson {

    /** Kept in a field, because jakarta.json.Json looks up its provider at every call. */
    public static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonReaderFactory READERS =
            JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    /** Longest text of a number that can be within any limit; a longer one is rejected before it is parsed. */
    private static final int LONGEST_NUMBER = 24;

    private StrictJson() {}

    /**
     * @throws RuntimeException of many kinds if the text is not one JSON object, has a member twice, or goes on after the object;
     *     Parsson even throws NumberFormatException
     */
    public static JsonObject parse(String text) {
        requireNothingAfter(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** Parsson's reader ends at the object's end, and its parser accepts a member twice; so both read the text. */
    private static void requireNothingAfter(String text) {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    public static JsonObject object(JsonObject json, String key) {
        if (json.get(key) instanceof JsonObject object) {
            return object;
        }
        throw missing(json, key);
    }

    public static String text(JsonObject json, String key) {
        return text(json, key, Integer.MAX_VALUE);
    }

    /** @param most maximum characters */
    public static String text(JsonObject json, String key, int most) {
        if (json.get(key) instanceof JsonString string && string.getChars().length() <= most) {
            return string.getString();
        }
        throw missing(json, key);
    }

    /** A finite number. The caller checks the limits. */
    public static double number(JsonObject json, String key) {
        if (json.get(key) instanceof JsonNumber number && number.toString().length() <= LONGEST_NUMBER) {
            double value = number.doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        throw missing(json, key);
    }

    public static int whole(JsonObject json, String key) {
        if (json.get(key) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.intValueExact();
            } catch (ArithmeticException tooLarge) {
                throw SessionRejected.invalid(key, Kind.OUT_OF_RANGE);
            }
        }
        throw missing(json, key);
    }

    public static boolean flag(JsonObject json, String key) {
        JsonValue value = json.get(key);
        if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
            return JsonValue.TRUE.equals(value);
        }
        throw missing(json, key);
    }

    public static UUID id(JsonObject json, String key) {
        try {
            return WrittenId.parse(text(json, key));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid(key, Kind.MALFORMED);
        }
    }

    public static <E extends Enum<E>> E constant(Class<E> type, JsonObject json, String key) {
        try {
            return Enum.valueOf(type, text(json, key));
        } catch (IllegalArgumentException e) {
            throw SessionRejected.invalid(key, Kind.UNKNOWN);
        }
    }

    /**
     * Empty if the member is missing or null.
     *
     * @param reader reads it otherwise, with one of the methods here
     */
    public static <T> Optional<T> optional(JsonObject json, String key, BiFunction<JsonObject, String, T> reader) {
        return json.getOrDefault(key, JsonValue.NULL).equals(JsonValue.NULL)
                ? Optional.empty()
                : Optional.of(reader.apply(json, key));
    }

    private static SessionRejected missing(JsonObject json, String key) {
        return SessionRejected.invalid(key, json.containsKey(key) ? Kind.WRONG_TYPE : Kind.MISSING);
    }
}
