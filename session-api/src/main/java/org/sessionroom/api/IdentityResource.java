package org.sessionroom.api;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.identity.SigningKeys;
import org.sessionroom.identity.TokenExchange;
import org.sessionroom.identity.TokenMint;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/** The caller's identity, and the exchange of a token of the institution's provider for one of ours (RFC 8693). */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity")
public class IdentityResource {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    /** For each source. A refused token costs more, because checking it is more expensive than creating it. */
    private static final SourceLimits EXCHANGES = new SourceLimits(300, 5);

    private static final int REFUSAL_COST = 9;

    @EJB
    private SigningKeys keys;

    @EJB
    private TokenExchange exchange;

    @Inject
    private CallingPerson caller;

    @GET
    @Path("/me")
    @RolesAllowed({"THERAPIST", "CLIENT", "ADMIN", "PRIVACY_OFFICER", "SCHEDULER"})
    @Operation(summary = "The person whom the token identifies, and their roles")
    public Me me() {
        Person person = caller.get();
        return new Me(
                person.id(),
                person.roles().stream().map(Role::name).sorted().toList(),
                person.boundTo() == null ? null : person.boundTo().toString());
    }

    @GET
    @Path("/jwks")
    @PermitAll
    @SecurityRequirementsSet
    @Operation(summary = "The public keys of our tokens (RFC 7517)")
    public Response jwks() {
        CacheControl minutes = new CacheControl();
        minutes.setMaxAge(300);
        return Response.ok(keys.published().toString()).cacheControl(minutes).build();
    }

    @POST
    @Path("/token")
    @PermitAll
    @SecurityRequirementsSet
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(summary = "Exchanges an access token of the institution's provider for one of ours (RFC 8693)")
    public Response token(
            @Context HttpServletRequest request,
            @FormParam("grant_type") String grantType,
            @FormParam("subject_token") String subjectToken,
            @FormParam("subject_token_type") String subjectTokenType) {
        SourceAddress source = SourceAddress.of(request.getRemoteAddr());
        Optional<Duration> wait = EXCHANGES.refusal(source, System.nanoTime());
        if (wait.isPresent()) {
            return tooMany(wait.get());
        }
        if (!EXCHANGE.equals(grantType)) {
            return refusal("unsupported_grant_type");
        }
        if (subjectToken == null || !ACCESS_TOKEN.equals(subjectTokenType)) {
            return refusal("invalid_request");
        }
        Optional<String> token = Optional.empty();
        try {
            token = exchange.exchange(subjectToken);
        } finally {
            if (token.isEmpty()) {
                EXCHANGES.take(source, REFUSAL_COST, System.nanoTime());
            }
        }
        if (token.isEmpty()) {
            return refusal("invalid_grant");
        }
        return Response.ok(Map.of(
                        "access_token",
                        token.get(),
                        "issued_token_type",
                        ACCESS_TOKEN,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        TokenMint.LIFE.toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** RFC 6749 defines no such error; the name comes from RFC 8628 §3.5. */
    private static Response tooMany(Duration wait) {
        return Response.status(Response.Status.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, RateLimits.retryAfter(wait))
                .entity(Map.of("error", "slow_down"))
                .build();
    }

    /** RFC 6749 §5.2 fixes the form of a token endpoint's errors; it is not a problem detail. */
    private static Response refusal(String error) {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(Map.of("error", error))
                .build();
    }

    /** The caller. */
    public record Me(String id, List<String> roles, String session) {}
}
