package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;

/**
 * Receives logouts from the institution's provider, also from other applications (OpenID Connect
 * Back-Channel Logout 1.0 §2.5). Answers 200, 400 for an invalid logout token, and 503 if the provider's keys are not
 * available, so that it may try again.
 */
@WebServlet("/logout/provider")
public class ProviderLogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final int TOO_MANY_REQUESTS = 429;

    /** For each source: a provider sends many logouts at the end of a day, but guessed tokens cause the keys to be fetched. */
    private static final SourceLimits CALLS = new SourceLimits(300, 10);

    @EJB
    private transient LogoutTokens tokens;

    @EJB
    private transient LoginService loginService;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        Optional<Duration> wait = CALLS.refusal(SourceAddress.of(request.getRemoteAddr()), System.nanoTime());
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(RateLimits.retryAfter(wait.get())));
            response.setStatus(TOO_MANY_REQUESTS);
            return;
        }
        String token = request.getParameter("logout_token");
        if (token == null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Optional<LogoutToken> logout;
        try {
            logout = tokens.read(token);
        } catch (IOException unreachable) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        logout.ifPresent(this::end);
        response.setStatus(logout.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST);
    }

    private void end(LogoutToken logout) {
        try {
            loginService.end(logout);
        } catch (RuntimeException failure) {
            tokens.forget(logout);
            throw failure;
        }
    }
}
