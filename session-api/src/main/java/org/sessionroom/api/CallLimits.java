package org.sessionroom.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sessionroom.identity.TokenMint;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.WorkLimits;

/**
 * Limits the API calls of one caller on this node, by count and by processor time; beyond it 429 (RFC 6585 §4) with Retry-After. A
 * caller is a person in one session, or a system: the subject of the token. Calls without a valid token are cheap, and not counted here.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class CallLimits implements ContainerRequestFilter, ContainerResponseFilter {

    /** A page sends a few calls a second at most; a system that books a clinic's month may have to wait. */
    private static final int CALLS = 300;

    private static final int CALLS_PER_SECOND = 20;

    /** Processor time; reading a long transcript takes some 50 ms. */
    private static final int MILLIS = 5_000;

    private static final int MILLIS_PER_SECOND = 500;

    private static final String BEGAN = "org.sessionroom.api.began";

    private final WorkLimits<Caller> limits = new WorkLimits<>(CALLS, CALLS_PER_SECOND, MILLIS, MILLIS_PER_SECOND);

    @Override
    public void filter(ContainerRequestContext request) {
        caller(request).ifPresent(caller -> {
            refuseAfter(limits.refusal(caller, System.nanoTime()));
            request.setProperty(BEGAN, WorkLimits.begin());
        });
    }

    private static void refuseAfter(Optional<Duration> wait) {
        wait.ifPresent(time -> {
            throw new ClientErrorException(Response.status(Response.Status.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, RateLimits.retryAfter(time))
                    .build());
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGAN) instanceof Long began) {
            caller(request).ifPresent(caller -> limits.done(caller, began, System.nanoTime()));
        }
    }

    private static Optional<Caller> caller(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken token
                ? Optional.of(new Caller(token.getSubject(), token.getClaim(TokenMint.SESSION)))
                : Optional.empty();
    }

    private record Caller(String subject, String session) {}
}
