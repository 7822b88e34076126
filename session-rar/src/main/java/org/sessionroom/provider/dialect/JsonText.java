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
 * Reads JSON that nobody vouches for; a member that stands there twice (RFC 8259 §4) makes it unreadable. A byte order mark in
 * front of it is passed over (§8.1).
 */
public final class JsonText {

    /** An object without members. */
    static final JsonObject NOTHING = JsonValue.EMPTY_JSON_OBJECT;

    private static final String MARK = "\uFEFF";

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private JsonText() {}

    /** @throws Unreadable when it is no object */
    public static JsonObject object(String text) throws Unreadable {
        JsonStructure read = structure(text);
        if (read instanceof JsonObject object) {
            return object;
        }
        throw new Unreadable();
    }

    /** @throws Unreadable when it is neither object nor array */
    public static JsonStructure structure(String text) throws Unreadable {
        try (JsonReader reader = READERS.createReader(new StringReader(unmarked(text)))) {
            return reader.read();
        } catch (RuntimeException e) {
            // Parsson throws more than it declares: a NumberFormatException for a number like 777e7777777559, a plain
            // RuntimeException for too many brackets.
            throw new Unreadable();
        }
    }

    /** Without the byte order mark in front of it. */
    static String unmarked(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }

    /** A member that is a string. */
    public static Optional<String> string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** A member that is an object; an empty one otherwise. */
    public static JsonObject inner(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject inner ? inner : NOTHING;
    }

    /** The objects in a member that is an array. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray array
                ? array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** A member that is a number a double can hold. */
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
