package org.sessionroom.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sessionroom.web.PageCookie;

/**
 * Remembers the requested page during the login. The provider redirects only to the path of the login,
 * so a cookie stores the page; the HTTP session is not used, because strangers could create millions of them.
 */
public final class LoginRedirect {

    /** The only address that redirects to the provider. */
    static final String LOGIN = "/login";

    private static final PageCookie WANTED = new PageCookie("way-back", LOGIN, false);

    private static final int SECONDS = 15 * 60;

    private LoginRedirect() {}

    /**
     * Redirects to the login, and from there to the path.
     *
     * @param path of ours, with its query
     */
    public static void throughTheLogin(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        WANTED.set(URLEncoder.encode(path, StandardCharsets.UTF_8), SECONDS, request, response);
        response.sendRedirect(LOGIN);
    }

    /** Redirects to the remembered page, or to the first page, and deletes the cookie. */
    static void go(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> wanted = WANTED.value(request).flatMap(LoginRedirect::decoded);
        WANTED.delete(request, response);
        response.sendRedirect(LanguageServlet.ownPath(wanted.orElse("/")));
    }

    private static Optional<String> decoded(String kept) {
        try {
            return Optional.of(URLDecoder.decode(kept, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
