package org.sessionroom.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What the notice page can say. Its texts have the keys {@code notice.NAME.title}, {@code .text} and, if it has a main button, {@code .way}. */
public enum Notice {
    BAD_REQUEST(Look.icon("search"), Way.START),
    DEVICE_LEFT(Look.icon("log-out"), Way.START),
    FAILURE(Look.picture("state-error"), Way.SAME_ADDRESS),
    FORBIDDEN(Look.icon("lock"), Way.START),
    FOREIGN_FORM(Look.icon("lock"), Way.START),
    GOODBYE(Look.picture("state-ended"), Way.START),
    LINK_NEEDED(Look.icon("mail"), Way.START),
    LOGGED_OUT(Look.icon("log-out"), Way.AGENDA),
    LOGGED_OUT_HERE(Look.icon("log-out"), Way.AGENDA),
    LOGIN_UNAVAILABLE(Look.icon("hourglass"), Way.SAME_ADDRESS),
    LOGIN_UNREADABLE(Look.picture("state-error"), Way.LOGIN),
    PAGE_EXPIRED(Look.icon("hourglass"), Way.SAME_ADDRESS),
    PAGE_NOT_FOUND(Look.icon("search"), Way.START),
    SESSION_CANCELLED(Look.icon("x"), Way.START),
    SESSION_ENDED(Look.picture("state-ended"), Way.START),
    TOO_MANY(Look.icon("hourglass"), Way.SAME_ADDRESS),
    UNAVAILABLE(Look.picture("state-error"), Way.SAME_ADDRESS);

    /** The request attribute with the notice. */
    static final String ATTRIBUTE = "notice";

    private final Look look;
    private final String way;

    Notice(Look look, String way) {
        this.look = look;
        this.way = way;
    }

    static Optional<Notice> named(String name) {
        return Arrays.stream(values())
                .filter(notice -> notice.name().equals(name))
                .findFirst();
    }

    /** The page that shows it, for a redirect. */
    public String address() {
        return "/notice?about=" + name();
    }

    /** Answers with the status and, for a person, this notice. */
    public void answer(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(ATTRIBUTE, this);
        response.sendError(status);
    }

    /** The name of the drawing, or empty if an icon is shown. */
    String picture() {
        return look.picture();
    }

    /** The name of the icon in the sprite, or empty. */
    String icon() {
        return look.icon();
    }

    /** The target of the main button; empty if it requests the same address again. */
    String way() {
        return way;
    }

    private record Look(String picture, String icon) {

        static Look picture(String name) {
            return new Look(name, "");
        }

        static Look icon(String name) {
            return new Look("", name);
        }
    }

    private static final class Way {
        static final String START = "/";
        static final String AGENDA = "/agenda";
        static final String LOGIN = "/login";
        static final String SAME_ADDRESS = "";
    }
}
