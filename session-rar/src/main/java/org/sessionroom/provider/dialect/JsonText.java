package org.sessionroom.provider.dialect;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Parses untrusted JSON; duplicate members (RFC 8259 §4) make it unreadable. A leading byte order mark
 * is ignored (§8.1).
 */
public final class JsonText {

    /** An object without members. */
    static final JsonObject NOTHING = JsonValue.EMPTY_JSON_OBJECT;

    private static final String MARK = "\uFEFF";

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private JsonText() {}

    /** @throws Unreadable if it is not an object */
    public static JsonObject object(String text) throws Unreadable {
        JsonStructure read = structure(text);
        if (read instanceof JsonObject object) {
            return object;
        }
        throw new Unreadable();
    }

    /** @throws Unreadable if it is neither object nor array */
    public static JsonStructure structure(String text) throws Unreadable {
        try (JsonReader reader = READERS.createReader(new StringReader(unmarked(text)))) {
            return reader.read();
        } catch (RuntimeException e) {
            // Parsson throws undeclared exceptions, too: a NumberFormatException for a number like 777e7777777559, a
            // plain RuntimeException for too many brackets.
            throw new Unreadable();
        }
    }

    /** Removes a leading byte order mark. */
    static String unmarked(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }

    /** A string member. */
    public static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** An object member; otherwise an empty object. */
    public static JsonObject inner(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? inner : NOTHING;
    }

    /** The objects in an array member. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** A number member, if a double can represent it. */
    public static OptionalDouble number(JsonObject object, String name) {
        if (object.get(name) instanceof JsonNumber number) {
            try {
                double value = number.doubleValue();
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }
}
