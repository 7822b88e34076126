package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.sessionroom.participant.Person;

/**
 * Reached only after the login, which web.xml asks for here and nowhere else; goes back to where it was needed. The container
 * logs people in without telling the application, and so the first request of somebody in an HTTP session is the login.
 */
@WebServlet("/login")
public class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String SEEN = "login.seen";

    @Inject
    private transient CurrentPerson current;

    @EJB
    private transient Logins logins;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        current.member().filter(member -> isNew(member, request.getSession())).ifPresent(logins::loggedIn);
        WayBack.go(request, response);
    }

    private static boolean isNew(Person person, HttpSession session) {
        if (person.id().equals(session.getAttribute(SEEN))) {
            return false;
        }
        session.setAttribute(SEEN, person.id());
        return true;
    }
}
