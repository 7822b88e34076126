package org.sessionroom.database;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.Optional;
import org.sessionroom.session.SessionUnavailable;

/**
 * Around every use case (see ejb-jar.xml): trouble of the database becomes a {@link SessionUnavailable}, which rolls back, is
 * no reason for the container to write a stack trace for each call or to throw a stateful bean away, and is taken by nobody
 * for a refusal. What fails at the commit comes after it; the edges ask {@link DatabaseTrouble} for that.
 */
public class DatabaseTroubleInterceptor implements Serializable {

    /** A stateful bean is copied to other nodes together with its interceptors. */
    private static final long serialVersionUID = 1L;

    @AroundInvoke
    Object translate(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException e) {
            Optional<SessionUnavailable> trouble = DatabaseTrouble.in(e);
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            throw e;
        }
    }
}
