package org.sessionroom.participant;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.identity.TokenMint;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionPeople;
import org.sessionroom.session.SessionRejected;

/**
 * Hands a page of ours what it needs for the room: a ticket for the socket and a token for the API; for a session's own page,
 * which also shows what is over, the token alone. The custom header keeps other sites' forms out: a browser sends it across
 * origins only after asking, and is never allowed to.
 */
@WebServlet("/pass")
public class PassServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    @Inject
    private Tickets tickets;

    @EJB
    private TokenMint mint;

    @EJB
    private SessionPeople people;

    @EJB
    private SessionLifecycle lifecycle;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"sessionroom".equals(request.getHeader("X-Requested-With"))) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, Rejection.NOT_ALLOWED);
            return;
        }
        try {
            SessionId session = SessionId.parse(request.getParameter("session"));
            Optional<Person> person = current.in(session, "CLIENT".equals(request.getParameter("as")));
            if (person.isEmpty()) {
                refuse(response, HttpServletResponse.SC_UNAUTHORIZED, Rejection.NOT_ALLOWED);
            } else {
                pass(response, person.get(), session, "record".equals(request.getParameter("to")));
            }
        } catch (SessionRejected refusal) {
            if (refusal.rejection() == Rejection.WRONG_STATE) {
                refuse(response, HttpServletResponse.SC_GONE, Rejection.SESSION_ENDED);
            } else {
                refuse(response, HttpServletResponse.SC_FORBIDDEN, refusal.rejection());
            }
        } catch (IllegalArgumentException malformed) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, Rejection.INVALID);
        }
    }

    private void pass(HttpServletResponse response, Person person, SessionId session, boolean toRecord)
            throws IOException {
        JsonObjectBuilder pass = Json.createObjectBuilder();
        if (toRecord) {
            lifecycle.read(person, session);
        } else {
            people.requireEntry(person, session);
            pass.add("ticket", tickets.issue(person, session));
        }
        pass.add("token", mint.mint(person.within(session))).add("expiresIn", TokenMint.LIFE.toSeconds());
        response.setContentType("application/json");
        response.getWriter().write(pass.build().toString());
    }

    private void refuse(HttpServletResponse response, int status, Rejection rejection) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("type", "urn:sessionroom:" + rejection.name())
                        .add("status", status)
                        .add("detail", language.messages().text(rejection))
                        .build()
                        .toString());
    }
}
