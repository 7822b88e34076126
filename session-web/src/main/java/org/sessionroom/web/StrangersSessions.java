package org.sessionroom.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Optional;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.participant.Role;

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
        if (request.getUserPrincipal() == null || hasNoPart(request)) {
            Optional.ofNullable(request.getSession(false))
                    .filter(HttpSession::isNew)
                    .filter(session -> !current.isMember())
                    .ifPresent(HttpSession::invalidate);
        }
    }

    private static boolean hasNoPart(HttpServletRequest request) {
        return Arrays.stream(Role.values()).map(Role::name).noneMatch(request::isUserInRole);
    }
}
