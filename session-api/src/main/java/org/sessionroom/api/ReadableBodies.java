package org.sessionroom.api;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/**
 * Reports a malformed body as the caller's error; RESTEasy alone would report an error of ours. Also rejects a member of another
 * type than the bound one, which Yasson would convert, and duplicate members (RFC 8259 §4).
 */
@Provider
public class ReadableBodies implements ReaderInterceptor {

    /** Maximum bytes of a JSON body: some twenty times the longest appointment. */
    private static final int LARGEST = 64_000;

    private static final String WHOLE = "";

    private static final String IDENTITY = "identity";

    /** Kept in a field, because jakarta.json.Json looks up its provider at every call. */
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        String coding = body.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !IDENTITY.equalsIgnoreCase(coding.strip())) {
            // RFC 9110 §8.4: a body with another encoding would be misread.
            throw new NotSupportedException();
        }
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(body.getMediaType())) {
            // The whole body is parsed before it is bound: Yasson ignores unknown members, and if a body breaks off in
            // one, Parsson skips beyond its end in an endless loop.
            JsonObject object = object(body.getInputStream());
            requireTypes(object, body.getType());
            body.setInputStream(new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return body.proceed();
        } catch (ProcessingException unreadable) {
            throw SessionRejected.invalid(WHOLE, Kind.WRONG_TYPE);
        }
    }

    /** @throws SessionRejected INVALID for a null body, which a request without one has */
    static <T> T present(T body) {
        if (body == null) {
            throw SessionRejected.invalid(WHOLE, Kind.MISSING);
        }
        return body;
    }

    /** The constant with this name. */
    static <E extends Enum<E>> E constant(Class<E> type, String field, String name) {
        if (name == null) {
            throw SessionRejected.invalid(field, Kind.MISSING);
        }
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw SessionRejected.invalid(field, Kind.UNKNOWN);
        }
    }

    private static JsonObject object(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        try (JsonParser whole = PARSERS.createParser(new ByteArrayInputStream(bytes));
                JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes))) {
            whole.next();
            whole.getObject();
            if (whole.hasNext()) {
                // The JsonReader would ignore what follows the object.
                throw SessionRejected.invalid(WHOLE, Kind.MALFORMED);
            }
            return reader.readObject();
        } catch (RuntimeException notJson) {
            // Parsson throws undeclared exceptions, too, such as NumberFormatException for an absurd exponent.
            throw SessionRejected.invalid(WHOLE, Kind.MALFORMED);
        }
    }

    private static void requireTypes(JsonObject body, Class<?> record) {
        for (RecordComponent member : record.getRecordComponents()) {
            JsonValue value = body.getOrDefault(member.getName(), JsonValue.NULL);
            if (value != JsonValue.NULL) {
                fault(value, member.getType()).ifPresent(kind -> {
                    throw SessionRejected.invalid(member.getName(), kind);
                });
            }
        }
    }

    /** Bodies contain only texts and whole numbers. */
    private static Optional<Kind> fault(JsonValue value, Class<?> type) {
        if (type == String.class) {
            return value instanceof JsonString text ? fault(text.getString()) : Optional.of(Kind.WRONG_TYPE);
        }
        return value instanceof JsonNumber number && number.isIntegral()
                ? fault(number, type)
                : Optional.of(Kind.WRONG_TYPE);
    }

    /** Half of a surrogate pair would be bound as a question mark. */
    private static Optional<Kind> fault(String text) {
        boolean broken = text.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE);
        return broken ? Optional.of(Kind.UNPRINTABLE) : Optional.empty();
    }

    /** Yasson would bind the lower bits of a number that is too large. */
    private static Optional<Kind> fault(JsonNumber number, Class<?> type) {
        try {
            if (type == Integer.class || type == int.class) {
                number.intValueExact();
            } else {
                number.longValueExact();
            }
            return Optional.empty();
        } catch (ArithmeticException tooLarge) {
            return Optional.of(Kind.OUT_OF_RANGE);
        }
    }
}
