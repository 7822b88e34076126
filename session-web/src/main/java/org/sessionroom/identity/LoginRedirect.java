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
 * Remembers the requested page during the login. The provider redirects only to the path of the login,
 * so a cookie stores the page; the HTTP session is not used, because strangers could create millions of them.
 */
public final class LoginRedirect {

    private static final String COOKIE = "way-back";
    /** The only address that redirects to the provider. */
    static final String LOGIN = "/login";

    private static final int SECONDS = 15 * 60;

    private LoginRedirect() {}

    /**
     * Redirects to the login, and from there to the path.
     *
     * @param path of ours, with its query
     */
    public static void throughTheLogin(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.addCookie(cookie(path, SECONDS, request));
        response.sendRedirect(LOGIN);
    }

    /** Redirects to the remembered page, or to the first page, and deletes the cookie. */
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
