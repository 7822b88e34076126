package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.participant.Person;

/**
 * Reached only after the login, which web.xml requires for this address only; redirects to the page that needed it. The container
 * does not notify the application of logins, so the first request with a new account in an HTTP session begins the login.
 */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private static final int AT_ONCE = 100;
    private static final double A_SECOND = 0.1;

    /**
     * Limits a person's new logins, from all addresses. Each creates an HTTP session of some 33 kB that is kept for hours, so
     * one person can occupy at most some 45 MB, including the sessions of pages (PageLimits).
     */
    private static final RateLimits<String> LOGINS = new RateLimits<>(
            ConfigProvider.getConfig()
                    .getOptionalValue("session.logins.per.person", Integer.class)
                    .orElse(AT_ONCE),
            A_SECOND);

    @Inject
    private transient CurrentPerson current;

    @EJB
    private transient LoginService loginService;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<UUID> known = current.loginOfSession();
        Optional<LoginEntity> still = known.flatMap(loginService::current);
        if (known.isPresent() && still.isEmpty()) {
            askAgain(request, response);
            return;
        }
        Optional<Duration> wait = still.isPresent() ? Optional.empty() : tooMany();
        if (wait.isPresent()) {
            forgetAccount(request);
            response.setHeader("Retry-After", Long.toString(RateLimits.retryAfter(wait.get())));
            response.sendError(TOO_MANY_REQUESTS);
            return;
        }
        Optional<Person> proved = current.proved();
        Optional<LoginEntity> login = still.or(() -> proved.flatMap(this::begin));
        if (proved.isPresent() && login.isEmpty()) {
            askAgain(request, response);
            return;
        }
        login.ifPresent(begun -> {
            current.become(begun, response);
            ReturningBrowsers.mark(begun.person(), request, response);
        });
        LoginRedirect.go(request, response);
    }

    /** The login ended elsewhere, or the provider has reported its end: the container's account is no longer valid. */
    private static void askAgain(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        forgetAccount(request);
        response.sendRedirect(LoginRedirect.LOGIN);
    }

    private static void forgetAccount(HttpServletRequest request) throws ServletException {
        request.getSession().invalidate();
        request.logout();
    }

    private Optional<Duration> tooMany() {
        return current.proved().flatMap(person -> LOGINS.refusal(person.id(), System.nanoTime()));
    }

    private Optional<LoginEntity> begin(Person person) {
        return loginService.begin(person, current.provedBy(), current.provedAt(), current.member());
    }
}
