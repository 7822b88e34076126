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
import java.util.Set;

/**
 * Shows the institution's pages to those it knows, and leads everybody else through the login and back to the very address
 * they asked for. Not a constraint in web.xml: the container would send people to the provider itself, and of their address
 * the path alone would come back.
 */
@WebFilter({"/agenda", "/agenda.xhtml", "/session", "/session.xhtml"})
public class LoginFirst extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> PAGES = Set.of("/agenda", "/agenda.xhtml", "/session", "/session.xhtml");

    @Inject
    private CurrentPerson current;

    /** Whether a request is answered here and never reaches Faces: nobody is logged in for it. */
    public static boolean comesBeforeFaces(String path, CurrentPerson current) {
        return PAGES.contains(path) && !current.isMember();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (current.isMember()) {
            chain.doFilter(request, response);
        } else if (request.getUserPrincipal() != null && current.proved().isEmpty()) {
            // Known at the provider, without a role here.
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            refuse(request, response);
        }
    }

    /** Answers a request for which nobody is logged in, or not any more. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("GET".equals(request.getMethod())) {
            LoginRedirect.throughTheLogin(address(request), request, response);
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
