package org.sessionroom.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where somebody wanted to go before the login asked who they are. The provider sends people back to the path of the login
 * alone, so a cookie keeps it; not the HTTP session, which whoever is not known could ask for by the million.
 */
public final class LoginRedirect {

    private static final String COOKIE = "way-back";
    /** The only address that asks the provider. */
    static final String LOGIN = "/login";

    private static final int SECONDS = 15 * 60;

    private LoginRedirect() {}

    /**
     * Leads to the login, and from there to the path.
     *
     * @param path of ours, with its query
     */
    public static void throughTheLogin(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.addCookie(cookie(path, SECONDS, request));
        response.sendRedirect(LOGIN);
    }

    /** Leads there, or to the first page; the next login leads nowhere else. */
    static void go(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> wanted = Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Stream::of)
                .filter(kept -> kept.getName().equals(COOKIE))
                .flatMap(kept -> decoded(kept.getValue()).stream())
                .findFirst();
        response.addCookie(cookie("", 0, request));
        response.sendRedirect(LanguageServlet.ownPath(wanted.orElse("/")));
    }

    private static Optional<String> decoded(String kept) {
        try {
            return Optional.of(URLDecoder.decode(kept, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Cookie cookie(String path, int seconds, HttpServletRequest request) {
        Cookie cookie = new Cookie(COOKIE, URLEncoder.encode(path, StandardCharsets.UTF_8));
        cookie.setPath(LOGIN);
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
