package org.sessionroom.room;

import jakarta.enterprise.inject.spi.CDI;
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
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.identity.Language;
import org.sessionroom.participant.Tickets;

/**
 * Who may open the socket: a page of ours (exact Origin; none at all is refused, browsers always send one) with a ticket
 * that was issued within the last half minute. The ticket comes as a second subprotocol, because addresses are logged.
 */
public class RoomHandshake extends ServerEndpointConfig.Configurator {

    static final String PROTOCOL = "sessionroom.v1";
    static final String ADMISSION = "sessionroom.admission";
    static final String LOCALE = "sessionroom.locale";

    private static final String TICKET = "ticket.";
    private static final String DEFAULT_ORIGINS = "https://localhost:8443,http://localhost:8080";

    private final Set<String> origins = Arrays.stream(ConfigProvider.getConfig()
                    .getOptionalValue("session.allowed.origins", String.class)
                    .orElse(DEFAULT_ORIGINS)
                    .split(","))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet());

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
        properties.put(LOCALE, locale(headers));
        properties.put(
                ADMISSION,
                ticket(headers).flatMap(CDI.current().select(Tickets.class).get()::redeem));
    }

    private static Optional<String> ticket(Map<String, List<String>> headers) {
        return headers.getOrDefault(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL, List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(TICKET))
                .map(protocol -> protocol.substring(TICKET.length()))
                .findFirst();
    }

    private static Locale locale(Map<String, List<String>> headers) {
        return Language.of(
                String.join("; ", headers.getOrDefault("Cookie", List.of())),
                String.join(",", headers.getOrDefault("Accept-Language", List.of())));
    }
}
