package org.sessionroom.room;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletRequest;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.sessionroom.identity.AllowedOrigins;
import org.sessionroom.identity.Language;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.participant.Tickets;
import org.sessionroom.participant.Tickets.Admission;
import org.sessionroom.record.UnsentWorkKeys;
import org.sessionroom.session.SessionUnavailable;

/**
 * Decides who may open a socket: a page of ours (exact Origin; a missing one is refused, because browsers always send it) with a ticket
 * that was issued within the last half minute. The ticket is sent as a second subprotocol, because addresses are logged.
 */
public class RoomHandshake extends ServerEndpointConfig.Configurator {

    static final String PROTOCOL = "sessionroom.v1";
    static final String ADMISSION = "sessionroom.admission";
    static final String LOCALE = "sessionroom.locale";
    static final String ADDRESS = "sessionroom.address";

    /** Set if the ticket could not be looked up. */
    static final String UNAVAILABLE = "sessionroom.unavailable";

    private static final String TICKET = "ticket.";

    private final Set<String> origins = AllowedOrigins.configured();

    @Override
    public boolean checkOrigin(String origin) {
        return origin != null && origins.contains(origin);
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.contains(PROTOCOL) ? PROTOCOL : "";
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.getHeaders());
        Map<String, Object> properties = config.getUserProperties();
        // Jakarta WebSocket does not provide the address of a handshake.
        ServletRequest servletRequest = ServletRequestContext.requireCurrent().getServletRequest();
        properties.put(ADDRESS, SourceAddress.of(servletRequest.getRemoteAddr()));
        try {
            Optional<Admission> admission = ticket(
                            headers.getOrDefault(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL, List.of()))
                    .flatMap(CDI.current().select(Tickets.class).get()::redeem);
            properties.put(ADMISSION, admission);
            properties.put(LOCALE, locale(headers, admission));
        } catch (SessionUnavailable later) {
            // The page could not distinguish an HTTP error from a broken connection; so the socket is opened and closed
            // with the reason.
            properties.put(UNAVAILABLE, true);
        }
    }

    /** @param protocols the values of Sec-WebSocket-Protocol */
    static Optional<String> ticket(List<String> protocols) {
        return protocols.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(TICKET))
                .map(protocol -> protocol.substring(TICKET.length()))
                .findFirst();
    }

    private static Locale locale(Map<String, List<String>> headers, Optional<Admission> admission) {
        return Language.of(
                String.join("; ", headers.getOrDefault("Cookie", List.of())),
                String.join(",", headers.getOrDefault("Accept-Language", List.of())),
                admission
                        .map(Admission::person)
                        .map(UnsentWorkKeys::owner)
                        .map(UUID::toString)
                        .orElse(""));
    }
}
