package org.sessionroom.api;

import static org.sessionroom.SessionRoomLog.LOG;

import io.smallrye.jwt.auth.cdi.PrincipalProducer;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies MicroProfile JWT bearer tokens (RFC 6750 §2.1) with the server's own implementation. A filter, because within
 * one EAR WildFly makes one virtual security domain, and its OIDC and its MP-JWT activation race to create it (ADR 3).
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class BearerTokens implements ContainerRequestFilter {

    private static final String BEARER = "Bearer ";

    @Inject
    private JWTParser parser;

    @Inject
    private PrincipalProducer caller;

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return;
        }
        try {
            JsonWebToken token = parser.parse(header.substring(BEARER.length()).strip());
            caller.setJsonWebToken(token);
            request.setSecurityContext(
                    new TokenContext(token, request.getSecurityContext().isSecure()));
        } catch (ParseException invalid) {
            LOG.ownTokenRefused(innermost(invalid).getClass().getSimpleName());
            throw new NotAuthorizedException("Bearer error=\"invalid_token\"");
        }
    }

    /** Tells a bad token from keys that could not be fetched, which looks the same from outside. */
    private static Throwable innermost(Throwable refusal) {
        return refusal.getCause() == null ? refusal : innermost(refusal.getCause());
    }

    private record TokenContext(JsonWebToken token, boolean secure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return token;
        }

        @Override
        public boolean isUserInRole(String role) {
            return token.getGroups().contains(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
