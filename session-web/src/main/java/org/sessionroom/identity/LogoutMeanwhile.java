package org.sessionroom.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a request that failed because its login ended while it ran, and with it the HTTP session, as one without a login. Failures in
 * the phases of Faces do not come here; see {@code FacesFailures}.
 */
public class LogoutMeanwhile extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private CurrentPerson current;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted() || !current.hasLeft()) {
                throw failure;
            }
            response.reset();
            LoginFirst.refuse(request, response);
        }
    }
}
