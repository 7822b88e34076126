package org.sessionroom.room;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.RecentMap;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;
import org.sessionroom.participant.Tickets;

/**
 * Limits the handshakes from one address, before any other work. A whole clinic may be behind one address, and all of
 * its pages reconnect at the same moment when a node restarts. For one person, PassServlet limits the tickets, and each counts for one
 * handshake. All others have a limit of their own, so that a stranger takes no handshake from the people behind the same address.
 */
@WebFilter("/socket/*")
public class HandshakeLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int HANDSHAKES = 1_000;
    private static final int HANDSHAKES_PER_SECOND = 50;

    /** More than are issued within their 30 seconds. */
    private static final int TICKETS = 10_000;

    private static final int UPGRADE_REQUIRED = 426;

    private final transient SourceLimits handshakes = new SourceLimits(HANDSHAKES, HANDSHAKES_PER_SECOND);
    private final transient SourceLimits strangers = new SourceLimits(HANDSHAKES, HANDSHAKES_PER_SECOND);

    /** Tickets that were shown in a handshake, which may fail before it redeems them. */
    private final transient Set<String> shown = Collections.newSetFromMap(RecentMap.synchronised(TICKETS));

    @Inject
    private transient Tickets tickets;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"GET".equals(request.getMethod())) {
            // RFC 6455 §4.1.
            response.setHeader("Allow", "GET");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            // RFC 9110 §15.5.22.
            response.setHeader("Upgrade", "websocket");
            response.setStatus(UPGRADE_REQUIRED);
            return;
        }
        boolean invited = RoomHandshake.ticket(Collections.list(request.getHeaders("Sec-WebSocket-Protocol")))
                .filter(ticket -> tickets.isIssued(ticket) && shown.add(ticket))
                .isPresent();
        SourceLimits limits = invited ? handshakes : strangers;
        Optional<Duration> wait = limits.refusal(SourceAddress.of(request.getRemoteAddr()), System.nanoTime());
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(RateLimits.retryAfter(wait.get())));
            response.setStatus(TOO_MANY_REQUESTS);
        } else {
            chain.doFilter(request, response);
        }
    }
}
