package org.sessionroom.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Notices that say more than the status they are answered with. */
public enum Notice {
    FOREIGN_FORM,
    LOGIN_UNAVAILABLE,
    PAGE_EXPIRED,
    TOO_MANY;

    /** The request's attribute that holds one. */
    static final String ATTRIBUTE = "notice";

    /** Answers with the status and, for a person, this notice. */
    public void answer(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(ATTRIBUTE, name());
        response.sendError(status);
    }
}
