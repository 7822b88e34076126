package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceSite;
import org.sessionroom.limit.WorkLimits;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.RequestSlots;
import org.sessionroom.session.SessionUnavailable;

/**
 * Limits the pages and forms that one person, in all their logins, or one client, or else one address, may request. A person opens a
 * page now and then; a script that sends requests without a pause would slow the server down for everybody else. Files are cheap and not counted;
 * sockets and passes have limits of their own. Declared in web.xml, before the forms are read.
 */
public class PageLimits extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private static final WorkLimits<String> OF_A_PERSON = new WorkLimits<>(300, 10, 10_000, 500);

    /** A client's pages: a stranger at the same address must not keep them out of their room. */
    private static final WorkLimits<ParticipantId> OF_A_GUEST = new WorkLimits<>(300, 10, 10_000, 500);

    /** A person's pages without an HTTP session's cookie, over all logins: each request creates a session, which is kept for hours. */
    private static final RateLimits<String> WITHOUT_SESSION = new RateLimits<>(20, 1.0 / 30);

    /** A whole clinic may be behind one address. */
    private static final WorkLimits<SourceSite> OF_AN_ADDRESS = new WorkLimits<>(1_200, 40, 40_000, 1_000);

    /** Leaving has a budget of its own for each address: a flood of pages must not keep anybody logged in. */
    private static final WorkLimits<SourceSite> OF_LEAVING = new WorkLimits<>(1_200, 40, 40_000, 1_000);

    @Inject
    private transient CurrentPerson current;

    @Inject
    private transient RequestSlots slots;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath();
        if (!FormRules.isPage(path)) {
            chain.doFilter(request, response);
            return;
        }
        SourceSite site = SourceAddress.of(request.getRemoteAddr()).site();
        if (FormRules.isLeaving(path)) {
            serve(site, OF_LEAVING, request, response, chain);
            return;
        }
        Optional<String> member = known(current::member).map(Person::id);
        if (member.isPresent()) {
            serveInSlot(member.get(), request, response, chain);
            return;
        }
        Optional<ParticipantId> guest = known(current::keptSeat).map(Seat::participant);
        if (guest.isPresent()) {
            serve(guest.get(), OF_A_GUEST, request, response, chain);
        } else {
            serve(site, OF_AN_ADDRESS, request, response, chain);
        }
    }

    /** The notice is a Faces page, which would read the request's parameters; they were not checked yet. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (FormRules.isReading(request.getMethod()) && !FormRules.speaksToFaces(request.getQueryString())) {
            Notice.TOO_MANY.answer(TOO_MANY_REQUESTS, request, response);
        } else {
            response.setStatus(TOO_MANY_REQUESTS);
        }
    }

    private Optional<Duration> withoutSession(Object caller, HttpServletRequest request) {
        return caller instanceof String person && request.getSession(false) == null
                ? WITHOUT_SESSION.refusal(person, System.nanoTime())
                : Optional.empty();
    }

    private static <T> Optional<T> known(Supplier<Optional<T>> who) {
        try {
            return who.get();
        } catch (SessionUnavailable unknownNow) {
            return Optional.empty();
        }
    }

    private void serveInSlot(String person, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BudgetOwner owner = BudgetOwner.member(person);
        if (!slots.enter(owner, owner)) {
            response.setHeader("Retry-After", "1");
            refuse(request, response);
            return;
        }
        try {
            serve(person, OF_A_PERSON, request, response, chain);
        } finally {
            slots.leave(owner, owner);
        }
    }

    private <K> void serve(
            K caller, WorkLimits<K> limits, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Duration> wait = limits.refusal(caller, System.nanoTime()).or(() -> withoutSession(caller, request));
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(RateLimits.retryAfter(wait.get())));
            refuse(request, response);
            return;
        }
        long began = WorkLimits.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            limits.done(caller, began, System.nanoTime());
        }
    }
}
