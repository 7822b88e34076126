package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.sessionroom.participant.Person;

/**
 * Reached only after the login, which web.xml asks for here and nowhere else; goes back to where it was needed. The container
 * logs people in without telling the application, and so the first request of somebody in an HTTP session begins the login.
 */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

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
            // It ended elsewhere; the account the container still has says nothing any more, and the provider is asked
            // again.
            request.getSession().invalidate();
            request.logout();
            response.sendRedirect(LoginRedirect.LOGIN);
            return;
        }
        current.proved().ifPresent(person -> current.become(still.orElseGet(() -> begin(person)), response));
        LoginRedirect.go(request, response);
    }

    private LoginEntity begin(Person person) {
        return loginService.begin(person, current.provedBy(), current.member());
    }
}
