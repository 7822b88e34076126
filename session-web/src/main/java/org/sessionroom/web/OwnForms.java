package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.sessionroom.identity.AllowedOrigins;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.LoginFirst;

/**
 * Accepts only requests that our own pages would send. Another site's form could otherwise log a person out, or replace a guest's seat
 * by another's; and malformed forms cause exceptions deep inside Faces. Declared in web.xml, before every filter that reads a form.
 */
public class OwnForms extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** The answer of Faces itself, which our scripts understand: the form can be sent again (js/shared/primefaces.js). */
    private static final String EXPIRED =
            "<?xml version='1.0' encoding='UTF-8'?>\n<partial-response><error><error-name>class"
                    + " jakarta.faces.application.ViewExpiredException</error-name><error-message/></error></partial-response>";

    @Inject
    private transient CurrentPerson current;

    private final Set<String> ours = AllowedOrigins.configured();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (FormRules.isUnknownFile(request.getServletPath(), request.getMethod(), request.getQueryString())) {
            plain(HttpServletResponse.SC_NOT_FOUND, response);
        } else if (FormRules.speaksToFaces(request.getQueryString())) {
            plain(HttpServletResponse.SC_BAD_REQUEST, response);
        } else if (FormRules.isReading(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!"POST".equals(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, POST");
            plain(HttpServletResponse.SC_METHOD_NOT_ALLOWED, response);
        } else if (!FormRules.isFromOurPages(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), ours)) {
            Notice.FOREIGN_FORM.answer(HttpServletResponse.SC_FORBIDDEN, request, response);
        } else {
            form(request, response, chain);
        }
    }

    private void form(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (FormRules.isInParts(request.getContentType())) {
            plain(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, response);
            return;
        }
        Map<String, String[]> parameters;
        try {
            parameters = request.getParameterMap();
        } catch (RuntimeException malformed) {
            // Too many parameters, or undecodable ones. The error page would fail at them as well.
            plain(HttpServletResponse.SC_BAD_REQUEST, response);
            return;
        }
        if (FormRules.choosesVariant(parameters)) {
            plain(HttpServletResponse.SC_BAD_REQUEST, response);
            return;
        }
        boolean script = "partial/ajax".equals(request.getHeader("Faces-Request"));
        if (!FormRules.speaksToFaces(parameters)
                || FormRules.goesPastFaces(request.getServletPath(), parameters)
                || LoginFirst.comesBeforeFaces(request.getServletPath(), current)
                || FormRules.isOfAnOpenPage(request.getServletPath(), parameters, script, current.isMember())) {
            chain.doFilter(request, response);
        } else if (script) {
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(EXPIRED);
        } else if (FormRules.namesNonce(parameters) && !FormRules.hasNonce(parameters)) {
            plain(HttpServletResponse.SC_BAD_REQUEST, response);
        } else {
            Notice.PAGE_EXPIRED.answer(HttpServletResponse.SC_BAD_REQUEST, request, response);
        }
    }

    /** Without the error page, which is a Faces page and would read the parameters as well. */
    private static void plain(int status, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.flushBuffer();
    }
}
