package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.sessionroom.identity.CurrentPerson;

/**
 * Ends at once the HTTP session of a request by which nobody became known, whatever part of the server made it: each would be
 * kept for hours, and a stranger can ask for millions. A login that fails at the provider leaves one, for example, and one of
 * somebody whom the provider knows and who has no part here.
 */
@WebListener
public class StrangersSessions implements ServletRequestListener {

    @Inject
    private CurrentPerson current;

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        if (current.proved().isEmpty()) {
            Optional.ofNullable(request.getSession(false))
                    .filter(HttpSession::isNew)
                    .filter(session -> !current.isMember())
                    .ifPresent(HttpSession::invalidate);
        }
    }
}
