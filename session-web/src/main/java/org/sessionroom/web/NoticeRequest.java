package org.sessionroom.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the notice sees it: only the name of the notice, without any data of the original request. Faces and PrimeFaces would process
 * parameters and headers of the failed request, and fail as well.
 */
final class NoticeRequest extends HttpServletRequestWrapper {

    private static final String ABOUT = "about";

    private final Map<String, String[]> shown;

    NoticeRequest(HttpServletRequest failed) {
        super(failed);
        this.shown = Optional.ofNullable(failed.getParameter(ABOUT))
                .map(about -> Map.of(ABOUT, new String[] {about}))
                .orElse(Map.of());
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getHeader(String name) {
        return "Faces-Request".equalsIgnoreCase(name) ? null : super.getHeader(name);
    }

    @Override
    public String getParameter(String name) {
        return Optional.ofNullable(shown.get(name)).map(values -> values[0]).orElse(null);
    }

    @Override
    public String[] getParameterValues(String name) {
        return shown.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return shown;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(shown.keySet());
    }
}
