package org.sessionroom.identity;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** Ends the session here and at the provider (OpenID Connect RP-Initiated Logout 1.0 §2). */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private Provider provider;

    @Inject
    private CurrentPerson current;

    @EJB
    private Logins logins;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> idToken = idToken(request);
        current.member().ifPresent(logins::loggedOut);
        Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
        request.logout();
        // No redirect: it would count as part of the form's submission, which our policy keeps on this site (CSP3,
        // form-action).
        response.setHeader("Refresh", "0; url=" + (idToken.isPresent() ? endSession(idToken.get()) : "/"));
    }

    private static Optional<String> idToken(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? Optional.ofNullable(principal.getOidcSecurityContext().getIDTokenString())
                : Optional.empty();
    }

    private String endSession(String idToken) throws IOException {
        String back = ConfigProvider.getConfig()
                        .getOptionalValue("session.public.url", String.class)
                        .orElse("https://localhost:8443")
                + "/notice?about=LOGGED_OUT";
        return provider.endSession()
                .map(end -> end + "?id_token_hint=" + encode(idToken) + "&post_logout_redirect_uri=" + encode(back))
                .orElse(back);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
