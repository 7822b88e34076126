package org.sessionroom.identity;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * Gives whoever comes back from the provider a session id that nobody knew before (OWASP ASVS 5.0, 7.2.4): elytron-oidc-client
 * keeps the account in whatever session the browser brings. A listener, because a filter is asked only after the login, which
 * answers with a redirect of its own; until the next request whoever planted the id could have come first.
 */
@WebListener
public class FreshSession implements ServletRequestListener {

    /** An authorization response (RFC 6749 §4.1.2). */
    private static final Pattern FROM_PROVIDER = Pattern.compile("(^|.*&)code=.*");

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        String query = request.getQueryString();
        if (query != null && FROM_PROVIDER.matcher(query).matches()) {
            // Made when there is none yet, because WildFly's distributable sessions take over any id a browser brings.
            request.getSession();
            request.changeSessionId();
        }
    }
}
