package org.sessionroom.tests.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** One address sends the most expensive requests; it gets only its share of the processors, and rooms keep working. */
class BusyNeighbourIT {

    /** Compressed for each request, which takes some 30 ms of a processor; needs no login, page or form. */
    private static final String COSTLY = "/jakarta.faces.resource/components.js.xhtml?ln=primefaces";

    private static final int AT_ONCE = 600;

    private static Room room;

    @BeforeAll
    static void start() {
        room = RunningRoom.started("neighbour", Map.of("SESSION_PROCESSOR_SHARE", "20"));
    }

    @AfterAll
    static void end() {
        room.close();
    }

    @Test
    void whoTakesMoreThanTheirShareWaitsAndOthersDoNot() {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.changed(Changes.placed(figure, "Mãe"));
            List<CompletableFuture<HttpResponse<Void>>> flood = flood();
            for (int i = 0;
                    !CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new))
                            .isDone();
                    i++) {
                line.changed(Changes.moved(figure, i % 100, 0));
            }
            Map<Integer, Long> answers = flood.stream()
                    .map(CompletableFuture::join)
                    .peek(answer -> assertTrue(
                            answer.statusCode() == 200
                                    || answer.headers()
                                            .firstValue("Retry-After")
                                            .isPresent(),
                            answer.toString()))
                    .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
            assertEquals(Set.of(200, 429), answers.keySet(), answers.toString());
        }
        Eventually.holds("answered again", () -> therapist.get("/agenda").statusCode() == 200);
    }

    private static List<CompletableFuture<HttpResponse<Void>>> flood() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest costly = HttpRequest.newBuilder(URI.create(HttpVisitor.origin(room) + COSTLY))
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(60))
                .build();
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> http.sendAsync(costly, BodyHandlers.discarding()))
                .toList();
    }
}
