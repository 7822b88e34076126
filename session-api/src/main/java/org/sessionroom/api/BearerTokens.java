package org.sessionroom.api;

import static org.sessionroom.SessionRoomLog.LOG;

import io.smallrye.jwt.auth.cdi.PrincipalProducer;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.identity.LoginService;
import org.sessionroom.identity.OwnTokens;
import org.sessionroom.identity.TokenUse;
import org.sessionroom.input.WrittenId;

/**
 * Verifies MicroProfile JWT bearer tokens (RFC 6750 §2.1) with the server's own implementation. A filter, because WildFly's OIDC
 * and its MP-JWT activation cannot be deployed in one EAR, and its HTTP mechanism cannot give our answers (ADR 3).
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class BearerTokens implements ContainerRequestFilter {

    private static final String BEARER = "Bearer ";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";
    private static final RecurringFaults REFUSALS = new RecurringFaults(Duration.ofMinutes(1));

    /** Checks of our tokens that MicroProfile JWT does not make: their use, their age, the shape of every claim. */
    @EJB
    private OwnTokens ownTokens;

    @EJB
    private LoginService loginService;

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
        String bearer = header.substring(BEARER.length()).strip();
        if (ownTokens.read(bearer, TokenUse.ACCESS).isEmpty()) {
            throw new NotAuthorizedException(INVALID_TOKEN);
        }
        try {
            // With the key in memory: fetching it from this server would need one of the threads that wait for it.
            JsonWebToken token = parser.verify(bearer, ownTokens.verificationKey(bearer));
            requireLogin(token);
            caller.setJsonWebToken(token);
            request.setSecurityContext(
                    new TokenContext(token, request.getSecurityContext().isSecure()));
        } catch (ParseException invalid) {
            refused(invalid.getClass().getSimpleName());
            throw new NotAuthorizedException(INVALID_TOKEN);
        }
    }

    /** A token is valid only as long as the login for which it was minted. */
    private void requireLogin(JsonWebToken token) {
        Optional<String> login = token.claim("login");
        if (login.isPresent()
                && loginService.current(WrittenId.parse(login.get())).isEmpty()) {
            refused("its login has ended");
            throw new NotAuthorizedException(INVALID_TOKEN);
        }
    }

    private static void refused(String kind) {
        REFUSALS.count(kind, System.nanoTime()).ifPresent(count -> LOG.ownTokenRefused(kind, count));
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
