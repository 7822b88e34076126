package org.sessionroom.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Shows the institution's pages to those it knows, and leads everybody else through the login and back to the very address
 * they asked for. Not a constraint in web.xml: the container would send people to the provider itself, and of their address
 * the path alone would come back.
 */
@WebFilter({"/agenda", "/agenda.xhtml", "/session", "/session.xhtml"})
public class LoginFirst extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private CurrentPerson current;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (current.isMember()) {
            chain.doFilter(request, response);
        } else if (request.getUserPrincipal() != null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if ("GET".equals(request.getMethod())) {
            WayBack.throughTheLogin(address(request), request, response);
        } else {
            // A script's, which goes on asking of itself: it may neither begin a login nor change where one leads.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    private static String address(HttpServletRequest request) {
        String page = request.getServletPath().replaceFirst("\\.xhtml$", "");
        return page
                + Optional.ofNullable(request.getQueryString())
                        .map(query -> "?" + query)
                        .orElse("");
    }
}
