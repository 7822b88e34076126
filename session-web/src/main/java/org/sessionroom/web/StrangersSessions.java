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
 * Ends the HTTP session of a request at once if nobody was identified, whatever part of the server created it: each would be
 * kept for hours, and a stranger could create millions. A login that fails at the provider leaves one, for example, and so does a login of
 * a person whom the provider knows and who has no role here.
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
