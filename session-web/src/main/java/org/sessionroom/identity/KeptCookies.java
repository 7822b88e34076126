package org.sessionroom.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** Deletes the cookies of logins that have ended, and renews those that the provider still confirms. */
@WebFilter({
    "/agenda",
    "/agenda.xhtml",
    "/session",
    "/session.xhtml",
    "/room",
    "/room.xhtml",
    "/notice",
    "/notice.xhtml",
    "/join",
    "/join.xhtml",
    "/pass"
})
public class KeptCookies extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(5);

    @Inject
    private transient CurrentPerson current;

    @Inject
    private transient Clock clock;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        current.tidy(RENEWED_AFTER, request.getServletPath().startsWith("/room"), clock.instant(), response);
        chain.doFilter(request, response);
    }
}
