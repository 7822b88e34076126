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
import org.sessionroom.web.Notice;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** Ends the login here and the session at the provider (OpenID Connect RP-Initiated Logout 1.0 §2). */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private ProviderMetadata providerMetadata;

    @Inject
    private CurrentPerson current;

    @EJB
    private LoginService loginService;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean member = current.isMember();
        Optional<String> idToken = idToken(request);
        current.member().ifPresent(person -> {
            loginService.end(person.login());
            current.haveErased(person, response);
        });
        current.forgetMember(response);
        endHttpSession(request);
        // No redirect: it would count as part of the form's submission, which our policy restricts to this site (CSP3,
        // form-action).
        response.setHeader("Refresh", "0; url=" + (member || idToken.isPresent() ? endSession(idToken) : "/"));
    }

    private static void endHttpSession(HttpServletRequest request) throws ServletException {
        try {
            Optional.ofNullable(request.getSession(false)).ifPresent(HttpSession::invalidate);
            request.logout();
        } catch (IllegalStateException endedMeanwhile) {
            // Another logout of the same browser, as from a second window, was faster.
        }
    }

    private static Optional<String> idToken(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof OidcPrincipal<?> principal
                ? Optional.ofNullable(principal.getOidcSecurityContext().getIDTokenString())
                : Optional.empty();
    }

    /** Without an ID token, which is lost with the HTTP session, the client id is sent, and the provider may ask the person. */
    private String endSession(Optional<String> idToken) {
        String whose = idToken.map(token -> "id_token_hint=" + encode(token))
                .orElseGet(() -> "client_id="
                        + encode(ConfigProvider.getConfig()
                                .getOptionalValue("session.oidc.client.id", String.class)
                                .orElse("session-room")));
        String room = ConfigProvider.getConfig()
                .getOptionalValue("session.public.url", String.class)
                .orElse("https://localhost:8443");
        String onlyHere = room + Notice.LOGGED_OUT_HERE.address();
        try {
            return providerMetadata
                    .endSession()
                    .map(end -> end + "?" + whose + "&post_logout_redirect_uri="
                            + encode(room + Notice.LOGGED_OUT.address()))
                    .orElse(onlyHere);
        } catch (IOException unreachable) {
            // The login has ended here; the provider's own session remains.
            return onlyHere;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
