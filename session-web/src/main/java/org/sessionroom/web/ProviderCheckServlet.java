package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.sessionroom.identity.ProviderMetadata;
import org.sessionroom.identity.TokenAnswers;

/**
 * {@link PagesFront} forwards logins to this servlet until the provider's metadata was fetched once. Before that elytron-oidc-client would
 * let each login fetch it, one after the other, and each would wait for the provider's time-out.
 */
@WebServlet(ProviderCheckServlet.PATH)
public class ProviderCheckServlet extends HttpServlet {

    static final String PATH = "/provider-check";

    /** The request attribute that {@link PagesFront} sets; a stranger cannot set it. */
    static final String LED = "provider-check.led";

    private static final String ANSWERED = "provider.answered";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProviderMetadata providerMetadata;

    @Inject
    private transient Clock clock;

    static boolean hasAnswered(ServletContext pages) {
        return pages.getAttribute(ANSWERED) != null;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(LED) == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (providerMetadata.answers()) {
            TokenAnswers.watch(getServletContext(), clock);
            getServletContext().setAttribute(ANSWERED, true);
            String query = Optional.ofNullable(request.getQueryString())
                    .filter(text -> !text.isEmpty())
                    .map(text -> "?" + text)
                    .orElse("");
            response.sendRedirect("/login" + query);
        } else {
            Notice.LOGIN_UNAVAILABLE.answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE, request, response);
        }
    }
}
