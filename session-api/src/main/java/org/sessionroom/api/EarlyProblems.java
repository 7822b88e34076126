package org.sessionroom.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sessionroom.Messages;

/**
 * Creates problem details for failures that do not reach {@link Problems}: RESTEasy parses Accept and Accept-Language before
 * everything else, and leaves malformed ones to the container's error page (see web.xml).
 */
@WebServlet("/problem")
public class EarlyProblems extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .orElse(HttpServletResponse.SC_NOT_FOUND);
        Messages messages = Problems.spokenTo(request.getHeader("Accept-Language"));
        response.setStatus(status);
        response.setContentType(Problems.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getWriter().write(Problems.body(status, "HTTP_" + status, Problems.reason(status, messages)));
    }
}
