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
import java.time.Duration;
import java.util.Optional;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.identity.TokenMint;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.CommonLimits;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.room.SocketBudgets;
import org.sessionroom.session.BudgetOwners;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionPeople;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

/**
 * Gives our pages what they need for the room: a ticket for the socket and a token for the API; for a session's own page,
 * which may show a session that is over, only the token. The required custom header keeps other sites out: a browser sends it across
 * origins only after a preflight request, which is always refused.
 */
@WebServlet("/pass")
public class PassServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final int TOO_MANY_REQUESTS = 429;

    /** A page needs one for each socket that it opens, and one every ten minutes for the API. */
    private static final int PASSES = 60;

    private static final int PASSES_PER_SECOND = 1;

    /** For a person in all their sessions, with all guests in them. */
    private static final int SESSIONS_AT_ONCE = 4;

    private final transient RateLimits<Asking> passes = new RateLimits<>(PASSES, PASSES_PER_SECOND);
    private final transient CommonLimits<BudgetOwner, Asking> inAll =
            new CommonLimits<>(SESSIONS_AT_ONCE * PASSES, SESSIONS_AT_ONCE * PASSES_PER_SECOND);

    @Inject
    private BudgetOwners owners;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    @Inject
    private Tickets tickets;

    @Inject
    private SocketBudgets sockets;

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
            boolean asClient = "CLIENT".equals(request.getParameter("as"));
            Optional<Person> person = current.in(session, asClient);
            if (person.isEmpty() && asClient && current.endSeenAsGuest(session).isPresent()) {
                refuse(response, HttpServletResponse.SC_GONE, Rejection.SESSION_ENDED);
            } else if (person.isEmpty()) {
                refuse(response, HttpServletResponse.SC_UNAUTHORIZED, Rejection.NOT_ALLOWED);
            } else if (isTooOften(response, person.get(), session)) {
                refuse(response, TOO_MANY_REQUESTS, Rejection.TOO_OFTEN);
            } else {
                pass(response, person.get(), session, "record".equals(request.getParameter("to")));
            }
        } catch (SessionRejected refusal) {
            if (refusal.rejection() == Rejection.WRONG_STATE) {
                refuse(response, HttpServletResponse.SC_GONE, Rejection.SESSION_ENDED);
            } else {
                refuse(response, HttpServletResponse.SC_FORBIDDEN, refusal.rejection());
            }
        } catch (SessionUnavailable later) {
            response.setHeader("Retry-After", Long.toString(later.retryAfter().toSeconds()));
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, later.rejection());
        } catch (IllegalArgumentException malformed) {
            FieldFault fault = new FieldFault("session", Kind.MALFORMED, "");
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    Rejection.INVALID,
                    language.messages().text(fault));
        }
    }

    /** A person whose socket flooded must also wait until their budget has recovered. */
    private boolean isTooOften(HttpServletResponse response, Person person, SessionId session) {
        long now = System.nanoTime();
        Asking asking = new Asking(person.id(), session);
        Duration flooded = sockets.untilRecovered(person, session, now);
        Optional<Duration> wait = flooded.isZero()
                ? passes.refusal(asking, now)
                        .or(() -> inAll.refusal(owners.of(person, session).together(), asking, now))
                : Optional.of(flooded);
        wait.ifPresent(time -> response.setHeader("Retry-After", Long.toString(RateLimits.retryAfter(time))));
        return wait.isPresent();
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
        refuse(response, status, rejection, language.messages().text(rejection));
    }

    private static void refuse(HttpServletResponse response, int status, Rejection rejection, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("type", "urn:sessionroom:" + rejection.name())
                        .add("status", status)
                        .add("detail", detail)
                        .build()
                        .toString());
    }

    /** The person and the session of a request. */
    private record Asking(String person, SessionId session) {}
}
