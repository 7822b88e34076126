package org.sessionroom.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@link PagesFront} forwards logins beyond the rate limit to this servlet, so that the person sees a page. */
@WebServlet(RefusedServlet.PATH)
public class RefusedServlet extends HttpServlet {

    static final String PATH = "/refused";

    /** The request attribute with the seconds to wait; a stranger cannot set it. */
    static final String RETRY_AFTER = "refused.seconds";

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RETRY_AFTER) instanceof String seconds) {
            response.setHeader("Retry-After", seconds);
            // The person need not do anything: nothing of the request was carried out.
            response.setHeader("Refresh", seconds);
            response.sendError(TOO_MANY_REQUESTS);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
