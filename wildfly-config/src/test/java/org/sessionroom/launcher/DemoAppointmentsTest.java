package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoAppointmentsTest {
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");
    private static final Instant AFTERNOON = Instant.parse("2026-11-22T18:07:00Z");

    private final Map<String, JsonObject> appointments = new TreeMap<>();
    private int status = 201;
    private HttpServer server;

    @BeforeEach
    void aProviderAndARoom() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/provider/token", exchange -> {
            assertTrue(body(exchange).contains("client_id=scheduling"));
            answer(exchange, 200, "{\"access_token\":\"theirs\"}");
        });
        server.createContext("/api/token", exchange -> {
            String form = URLDecoder.decode(body(exchange), StandardCharsets.UTF_8);
            boolean exchanged = form.contains("grant_type=urn:ietf:params:oauth:grant-type:token-exchange")
                    && form.contains("subject_token=theirs")
                    && form.contains("subject_token_type=urn:ietf:params:oauth:token-type:access_token");
            answer(exchange, exchanged ? 200 : 400, "{\"access_token\":\"ours\",\"token_type\":\"Bearer\"}");
        });
        server.createContext("/api/appointments/", exchange -> {
            boolean known = "Bearer ours".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (known && "PUT".equals(exchange.getRequestMethod())) {
                String id = exchange.getRequestURI().getPath().substring("/api/appointments/".length());
                appointments.put(
                        id, Json.createReader(new StringReader(body(exchange))).readObject());
            }
            answer(exchange, known ? status : 401, "{}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aSecondStartOnTheSameDayEntersNothingTwice() throws Exception {
        assertEquals(6, appointments(AFTERNOON).enter());
        assertEquals(6, appointments(AFTERNOON.plusSeconds(600)).enter());

        assertEquals(6, appointments.size());
        JsonObject ana = appointments.get("demo-2026-11-22-3");
        assertEquals("paulo", ana.getString("therapist"));
        assertEquals("Dr. Paulo Rezende", ana.getString("therapistName"));
        assertEquals("2026-11-22T18:15:00Z", ana.getString("startsAt"));
        assertEquals(50, ana.getInt("minutes"));
    }

    @Test
    void aSessionThatIsAlreadyUnderWayIsLeftAlone() throws Exception {
        status = 409;
        assertEquals(0, appointments(AFTERNOON).enter());
    }

    @Test
    void nearMidnightTheDayStaysToday() throws Exception {
        for (String late : new String[] {"2026-11-23T02:50:00Z", "2026-11-22T03:05:00Z"}) {
            appointments.clear();
            appointments(Instant.parse(late)).enter();
            for (JsonObject appointment : appointments.values()) {
                var starts = Instant.parse(appointment.getString("startsAt"));
                assertEquals(LocalDate.of(2026, 11, 22), LocalDate.ofInstant(starts, SAO_PAULO));
            }
        }
    }

    @Test
    void aRefusalIsReported() {
        status = 403;
        var refusal =
                assertThrows(IOException.class, () -> appointments(AFTERNOON).enter());
        assertTrue(refusal.getMessage().contains("403"));
    }

    private DemoAppointments appointments(Instant now) {
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new DemoAppointments(
                URI.create(root + "/api"), new ProviderAt(URI.create(root + "/provider")), Clock.fixed(now, SAO_PAULO));
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record ProviderAt(URI url) implements IdentityProvider {
        @Override
        public URI tokenEndpoint() {
            return URI.create(url + "/token");
        }

        @Override
        public String howToLogIn() {
            return "";
        }

        @Override
        public void awaitReady() {}

        @Override
        public CompletionStage<?> onExit() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {}
    }
}
