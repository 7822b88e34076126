package org.sessionroom.api;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
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
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.CommonLimits;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.WorkLimits;
import org.sessionroom.participant.Person;
import org.sessionroom.session.BudgetOwners;
import org.sessionroom.session.RequestSlots;
import org.sessionroom.session.SessionId;

/**
 * Limits the API calls of one caller on this node, by count and by processor time; beyond it 429 (RFC 6585 §4) with Retry-After. A
 * caller is a person in one session, or a system: the subject of the token. A {@link BudgetOwner} has, for all sessions together, twice
 * as much, and a share of the {@link RequestSlots}. Calls without a valid token are cheap, and not counted here.
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

    private static final int SESSIONS_AT_ONCE = 2;

    private static final Duration UNTIL_A_SLOT_IS_FREE = Duration.ofSeconds(1);

    private static final String CALL = "org.sessionroom.api.call";

    private final WorkLimits<Caller> limits = new WorkLimits<>(CALLS, CALLS_PER_SECOND, MILLIS, MILLIS_PER_SECOND);

    private final CommonLimits<BudgetOwner, Caller> callsInAll =
            new CommonLimits<>(SESSIONS_AT_ONCE * CALLS, SESSIONS_AT_ONCE * CALLS_PER_SECOND);

    private final CommonLimits<BudgetOwner, Caller> millisInAll =
            new CommonLimits<>(SESSIONS_AT_ONCE * MILLIS, SESSIONS_AT_ONCE * MILLIS_PER_SECOND);

    @Inject
    private CallingPerson person;

    @Inject
    private BudgetOwners owners;

    @Inject
    private RequestSlots slots;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getSecurityContext().getUserPrincipal() instanceof JsonWebToken) {
            Person calling = person.get();
            begin(
                    request,
                    new Caller(calling.id(), calling.boundTo()),
                    owners.of(calling, calling.boundTo()).together());
        }
    }

    private void begin(ContainerRequestContext request, Caller caller, BudgetOwner owner) {
        long now = System.nanoTime();
        refuseAfter(limits.refusal(caller, now)
                .or(() -> callsInAll.refusal(owner, caller, now))
                .or(() -> millisInAll.refusal(owner, caller, now)));
        if (!slots.enter(owner, caller)) {
            refuseAfter(Optional.of(UNTIL_A_SLOT_IS_FREE));
        }
        request.setProperty(CALL, new Call(caller, owner, WorkLimits.begin()));
    }

    private static void refuseAfter(Optional<Duration> wait) {
        wait.ifPresent(time -> {
            throw new ClientErrorException(Response.status(Response.Status.TOO_MANY_REQUESTS)
                    .header(HttpHeaders.RETRY_AFTER, RateLimits.retryAfter(time))
                    .build());
        });
    }

    /** Every call gets here once, also one that failed: {@link Problems} answers all failures. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CALL) instanceof Call call) {
            request.removeProperty(CALL);
            slots.leave(call.owner(), call.caller());
            long now = System.nanoTime();
            limits.done(call.caller(), call.began(), now);
            millisInAll.take(call.owner(), call.caller(), WorkLimits.millisSince(call.began()), now);
        }
    }

    private record Caller(String subject, SessionId session) {}

    private record Call(Caller caller, BudgetOwner owner, long began) {}
}
