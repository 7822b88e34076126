package org.sessionroom.database;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.Optional;
import org.sessionroom.session.SessionUnavailable;

/**
 * Around every use case (see ejb-jar.xml): a database failure becomes a {@link SessionUnavailable}, which rolls back. The container then
 * neither logs a stack trace for each call nor discards a stateful bean, and no code mistakes it
 * for a refusal. Failures at the commit happen after this interceptor; the edges use {@link DatabaseTrouble} for them.
 */
public class DatabaseTroubleInterceptor implements Serializable {

    /** A stateful bean is replicated to other nodes together with its interceptors. */
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
