package org.sessionroom.api;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ProcessingException;
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
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * A body that cannot be read is the caller's mistake; RESTEasy alone would take it for ours. Nor may a member be of another
 * type than the one that is bound, which Yasson would turn into it, or stand there twice (RFC 8259 §4).
 */
@Provider
public class ReadableBodies implements ReaderInterceptor {

    /** Bytes of the largest JSON body: some twenty times the longest appointment. */
    private static final int LARGEST = 64_000;

    /** Held, because jakarta.json.Json looks its provider up anew at every call. */
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(body.getMediaType())) {
            // Whole before it is bound: Yasson passes over what it does not know, and at a body that breaks off there
            // Parsson passes over its end for ever.
            JsonObject object = object(body.getInputStream());
            requireTypes(object, body.getType());
            body.setInputStream(new ByteArrayInputStream(object.toString().getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return body.proceed();
        } catch (ProcessingException unreadable) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    private static JsonObject object(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        } catch (RuntimeException notJson) {
            // Parsson throws more than it declares, such as NumberFormatException for an absurd exponent.
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    private static void requireTypes(JsonObject body, Class<?> record) {
        for (RecordComponent member : record.getRecordComponents()) {
            JsonValue value = body.getOrDefault(member.getName(), JsonValue.NULL);
            if (value != JsonValue.NULL && !fits(value, member.getType())) {
                throw new SessionRejected(Rejection.INVALID);
            }
        }
    }

    /** Bodies hold texts and whole numbers. */
    private static boolean fits(JsonValue value, Class<?> type) {
        return type == String.class
                ? value instanceof JsonString
                : value instanceof JsonNumber number && number.isIntegral();
    }
}
