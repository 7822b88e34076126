package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Logs a failure and gives the notice the reference under which it is logged. If the notice itself fails, only the bare status is sent:
 * the container would log each such failure with its stack trace.
 */
@WebFilter(urlPatterns = "/notice.xhtml", dispatcherTypes = DispatcherType.ERROR)
public class FailureReference extends HttpFilter {

    /** The request attribute with the reference. */
    static final String ATTRIBUTE = "failure.reference";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient FailureLog log;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        NoticeRequest notice = new NoticeRequest(request);
        if (Notice.FAILURE.name().equals(notice.getParameter("about"))) {
            int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            Optional<Throwable> cause = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))
                    .map(Throwable.class::cast);
            request.setAttribute(ATTRIBUTE, log.write(request, status, cause));
        }
        try {
            chain.doFilter(notice, response);
        } catch (IOException | ServletException | RuntimeException failed) {
            log.writeOfNotice(failed);
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.flushBuffer();
            }
        }
    }
}
