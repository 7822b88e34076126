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
 * Lets logged-in members see the institution's pages, and sends everybody else through the login and back to the
 * requested address. It is not a constraint in web.xml, because the container would redirect to the provider itself, and only
 * the path of the address would survive.
 */
@WebFilter({"/agenda", "/agenda.xhtml", "/session", "/session.xhtml"})
public class LoginFirst extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> PAGES = Set.of("/agenda", "/agenda.xhtml", "/session", "/session.xhtml");

    @Inject
    private CurrentPerson current;

    /** Whether a request is answered here and does not reach Faces, because nobody is logged in. */
    public static boolean comesBeforeFaces(String path, CurrentPerson current) {
        return PAGES.contains(path) && !current.isMember();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (current.isMember()) {
            chain.doFilter(request, response);
        } else if (request.getUserPrincipal() != null && current.proved().isEmpty()) {
            // Known at the provider, but without a role here.
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            refuse(request, response);
        }
    }

    /** Answers a request without a valid login. */
    public static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("GET".equals(request.getMethod())) {
            LoginRedirect.throughTheLogin(address(request), request, response);
        } else {
            // The request of a script, which runs in the background: it may neither begin a login nor change its
            // target.
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
