package org.sessionroom.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/**
 * A cookie of the pages. Browsers send it only over HTTPS if it was set so, and to no request that another site begins, except a link
 * that a person follows (SameSite=Lax).
 *
 * @param path the addresses to which browsers send it
 * @param readByScripts whether the scripts of the pages may read it
 */
public record PageCookie(String name, String path, boolean readByScripts) {

    /** The life of a cookie that ends when the browser is closed. */
    public static final int UNTIL_CLOSED = -1;

    /** A cookie for every address, which scripts cannot read. */
    public PageCookie(String name) {
        this(name, "/", false);
    }

    public Optional<String> value(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** @param seconds its life, or UNTIL_CLOSED */
    public void set(String value, int seconds, HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(path);
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(!readByScripts);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    public void delete(HttpServletRequest request, HttpServletResponse response) {
        set("", 0, request, response);
    }
}
