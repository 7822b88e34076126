package org.sessionroom.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.database.DatabaseTrouble;
import org.sessionroom.session.SessionUnavailable;

/**
 * If a page cannot be shown because the database does not answer, it is a temporary failure and not an error of ours:
 * answers 503 (RFC 9110 §15.6.4) with the notice UNAVAILABLE, without a stack trace of the container for each.
 */
public class OutageNotice extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<SessionUnavailable> trouble = DatabaseTrouble.in(failure);
            if (trouble.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            response.setHeader(
                    "Retry-After", Long.toString(trouble.get().retryAfter().toSeconds()));
            if (request.getHeader("X-Requested-With") == null) {
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            } else {
                // A script reads the status and has no use for a page.
                response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        }
    }
}
