package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.participant.Person;

/**
 * Notices a login: the first request of somebody in an HTTP session. The container logs people in without telling the
 * application, always on the way to one of these pages.
 */
@WebFilter({"/agenda", "/agenda.xhtml", "/login"})
public class LoginWatch extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String SEEN = "login.seen";

    @Inject
    private CurrentPerson current;

    @EJB
    private Logins logins;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Person> member = current.member();
        boolean first = member.isPresent() && isNew(member.get(), request.getSession());
        if (first) {
            logins.loggedIn(member.get());
        }
        if (first && "POST".equals(request.getMethod())) {
            // The container repeats the request that found nobody logged in. A script's would show its bare XML as a
            // page.
            response.sendRedirect(request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isNew(Person person, HttpSession session) {
        if (person.id().equals(session.getAttribute(SEEN))) {
            return false;
        }
        session.setAttribute(SEEN, person.id());
        return true;
    }
}
