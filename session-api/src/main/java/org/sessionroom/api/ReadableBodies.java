package org.sessionroom.api;

import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
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
import java.nio.charset.StandardCharsets;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** A body that cannot be read is the caller's mistake; RESTEasy alone would take it for ours. */
@Provider
public class ReadableBodies implements ReaderInterceptor {

    /** Bytes of the largest JSON body: some twenty times the longest appointment. */
    private static final int LARGEST = 64_000;

    /** Held, because jakarta.json.Json looks its provider up anew at every call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        if (MediaType.APPLICATION_JSON_TYPE.isCompatible(body.getMediaType())) {
            // Whole before it is bound: Yasson passes over what it does not know, and at a body that breaks off there
            // Parsson passes over its end for ever.
            String object = object(body.getInputStream());
            body.setInputStream(new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return body.proceed();
        } catch (ProcessingException unreadable) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    private static String object(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject().toString();
        } catch (RuntimeException notJson) {
            // Parsson throws more than it declares, such as NumberFormatException for an absurd exponent.
            throw new SessionRejected(Rejection.INVALID);
        }
    }
}
