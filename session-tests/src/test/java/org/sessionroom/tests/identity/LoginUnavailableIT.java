package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RunningRoom;

/** The hospital's provider is unavailable, in several ways; the room is started meanwhile. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoginUnavailableIT {

    /** The provider's port; each test has another behaviour there. */
    private static int providerPort;

    private static Room room;

    @BeforeAll
    static void start() {
        providerPort = Ports.free(1).identityProvider();
        String provider = "http://127.0.0.1:" + providerPort + "/default";
        room = RunningRoom.started("no-login", Map.of("SESSION_OIDC_PROVIDER_URL", provider));
    }

    @AfterAll
    static void end() {
        room.close();
    }

    @Test
    @Order(1)
    void thatIsSaidAndNobodyIsForbiddenAnything() {
        HttpResponse<String> answer = new HttpVisitor(room).get("/agenda");
        assertEquals("/login", answer.uri().getPath());
        assertTrue(answer.body().contains("data-notice=\"LOGIN_UNAVAILABLE\""), answer.body());
    }

    @Test
    @Order(2)
    void whoNeedsNoLoginDoesNotWaitForIt() throws IOException {
        var asked = new AtomicInteger();
        HttpServer provider =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), providerPort), 0);
        provider.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        provider.start();
        try {
            var client = new HttpVisitor(room);
            int before = asked.get();
            for (String page : List.of("/", "/join", "/notice?about=GOODBYE", "/nowhere", "/room?as=client")) {
                client.get(page);
            }
            assertEquals(before, asked.get(), "the provider was asked");
            // After a failure there is no request to the provider for three seconds.
            Eventually.holds("question to the provider", () -> {
                client.get("/login");
                return asked.get() > before;
            });
        } finally {
            provider.stop(0);
        }
    }

    /** A provider that accepts connections and never answers, as behind a firewall that drops packets. Uses up the limit of one address. */
    @Test
    @Order(3)
    void aProviderThatIsSilentHoldsUpNobodyElse() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        var silent = new ServerSocket(providerPort, 200, InetAddress.getLoopbackAddress());
        try {
            List<Future<HttpResponse<String>>> logins = Stream.generate(() -> new HttpVisitor(room))
                    .limit(60)
                    .map(visitor -> threads.submit(() -> visitor.get("/login")))
                    .toList();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            for (String page : List.of("/", "/join", "/agenda", "/room?as=client", "/login")) {
                long began = System.nanoTime();
                new HttpVisitor(room).get(page);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                assertTrue(took.toSeconds() < 5, page + " took " + took);
            }
            for (Future<HttpResponse<String>> login : logins) {
                HttpResponse<String> answer = login.get(20, TimeUnit.SECONDS);
                assertTrue(answer.statusCode() == 429 || answer.statusCode() == 503, "status " + answer.statusCode());
            }
        } finally {
            silent.close();
            threads.shutdownNow();
        }
    }
}
