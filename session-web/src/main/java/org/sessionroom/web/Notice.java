package org.sessionroom.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Notices that are more specific than their status. */
public enum Notice {
    FOREIGN_FORM,
    LOGIN_UNAVAILABLE,
    PAGE_EXPIRED,
    TOO_MANY;

    /** The request attribute with the notice. */
    static final String ATTRIBUTE = "notice";

    /** Answers with the status and, for a person, this notice. */
    public void answer(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(ATTRIBUTE, name());
        response.sendError(status);
    }
}
