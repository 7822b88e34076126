package org.sessionroom.api;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** A body that cannot be read is the caller's mistake; RESTEasy alone would take it for ours. */
@Provider
public class ReadableBodies implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        try {
            return body.proceed();
        } catch (ProcessingException unreadable) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }
}
