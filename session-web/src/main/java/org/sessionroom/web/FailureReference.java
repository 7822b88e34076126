package org.sessionroom.web;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** Gives a failure a reference, for the notice the person sees and for the log. */
@WebFilter(urlPatterns = "/notice.xhtml", dispatcherTypes = DispatcherType.ERROR)
public class FailureReference extends HttpFilter {

    /** The request's attribute that holds it. */
    static final String ATTRIBUTE = "failure.reference";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (NoticePage.FAILURE.equals(request.getParameter("about"))) {
            String reference = UUID.randomUUID().toString();
            request.setAttribute(ATTRIBUTE, reference);
            if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable cause) {
                LOG.unexpected(cause, reference);
            } else {
                LOG.failed((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), reference);
            }
        }
        chain.doFilter(request, response);
    }
}
