package org.sessionroom.web;

import static org.sessionroom.SessionRoomLog.LOG;

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
import java.time.Duration;
import java.util.UUID;
import org.sessionroom.health.RecurringFaults;
import org.sessionroom.identity.CurrentPerson;

/**
 * Assigns a reference to a failure, for the notice and for the log. If the notice itself fails, only the bare status is sent:
 * the container would log each such failure with its stack trace.
 */
@WebFilter(urlPatterns = "/notice.xhtml", dispatcherTypes = DispatcherType.ERROR)
public class FailureReference extends HttpFilter {

    /** The request attribute with the reference. */
    static final String ATTRIBUTE = "failure.reference";

    private static final long serialVersionUID = 1L;
    private static final RecurringFaults LINES = new RecurringFaults(Duration.ofMinutes(1));

    /** Limits stack traces to one a minute for each kind of failure. */
    private static final RecurringFaults TRACES = new RecurringFaults(Duration.ofMinutes(1));

    @Inject
    private transient CurrentPerson current;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        NoticeRequest notice = new NoticeRequest(request);
        if (NoticePage.FAILURE.equals(notice.getParameter("about"))) {
            String reference = UUID.randomUUID().toString();
            request.setAttribute(ATTRIBUTE, reference);
            int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            String kind = cause instanceof Throwable failure ? kind(failure) : "status " + status;
            if (!isKnown(request)) {
                logRarely(kind, reference);
            } else if (cause instanceof Throwable failure
                    && TRACES.count(kind, System.nanoTime()).isPresent()) {
                LOG.unexpected(failure, reference);
            } else {
                LOG.failed(status, reference);
            }
        }
        try {
            chain.doFilter(notice, response);
        } catch (IOException | ServletException | RuntimeException failed) {
            logRarely("notice: " + kind(failed), "-");
            if (!response.isCommitted()) {
                response.resetBuffer();
                response.flushBuffer();
            }
        }
    }

    private boolean isKnown(HttpServletRequest request) {
        try {
            return request.getUserPrincipal() != null || current.isMember();
        } catch (RuntimeException failedAsWell) {
            return false;
        }
    }

    /** Strangers must not be able to fill the log. */
    private static void logRarely(String kind, String reference) {
        LINES.count(kind, System.nanoTime()).ifPresent(count -> LOG.failedForAnybody(kind, count, reference));
    }

    private static String kind(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        StackTraceElement[] trace = innermost.getStackTrace();
        return innermost.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
