package org.sessionroom.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A realistic day for the two therapists, booked as a hospital's scheduling system would: its token from the
 * identity provider is exchanged for ours (RFC 8693), then each appointment is put under an id that contains the date, so that
 * a second start on the same day books nothing twice.
 */
final class DemoAppointments {
    private static final int MINUTES = 50;
    private static final LocalTime EARLIEST = LocalTime.of(2, 0);
    private static final LocalTime LATEST = LocalTime.of(21, 0);
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private record Demo(
            DemoPerson therapist, int minutesFromNow, String clientName, String clientEmail, String language) {}

    private static final List<Demo> DAY = List.of(
            new Demo(DemoPerson.PAULO, -90, "Carlos Eduardo Lima", "carlos.lima@example.org", "pt-BR"),
            new Demo(DemoPerson.HELENA, -30, "Beatriz Nogueira", "beatriz.nogueira@example.org", "pt-BR"),
            new Demo(DemoPerson.PAULO, 0, "Ana Martins", "ana.martins@example.org", "pt-BR"),
            new Demo(DemoPerson.HELENA, 45, "João Pedro Azevedo", "joao.azevedo@example.org", "pt-BR"),
            new Demo(DemoPerson.PAULO, 75, "Rafael Sampaio", "rafael.sampaio@example.org", "pt-BR"),
            new Demo(DemoPerson.HELENA, 120, "Emily Carter", "emily.carter@example.org", "en"));

    private final URI api;
    private final IdentityProvider identityProvider;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param clock determines "now" and "today" in the hospital's time zone */
    DemoAppointments(URI api, IdentityProvider identityProvider, Clock clock) {
        this.api = api;
        this.identityProvider = identityProvider;
        this.clock = clock;
    }

    /**
     * Books the day.
     *
     * @return how many appointments the room accepted; one whose session has already begun is left unchanged (409)
     * @throws IOException if a token is refused or the room does not answer
     */
    int enter() throws IOException, InterruptedException {
        String token = ourToken(providersToken());
        int accepted = 0;
        for (int i = 0; i < DAY.size(); i++) {
            URI appointment = URI.create(api + "/appointments/demo-" + LocalDate.now(clock) + "-" + (i + 1));
            var request = HttpRequest.newBuilder(appointment)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(json(DAY.get(i)).toString()));
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() / 100 == 2) {
                accepted++;
            } else if (answer.statusCode() != 409) {
                throw new IOException(appointment + " answered " + answer.statusCode() + " " + answer.body());
            }
        }
        return accepted;
    }

    private JsonObject json(Demo demo) {
        return Json.createObjectBuilder()
                .add("therapist", demo.therapist().userName())
                .add("therapistName", demo.therapist().fullName())
                .add("clientName", demo.clientName())
                .add("clientEmail", demo.clientEmail())
                .add(
                        "startsAt",
                        noon().plusMinutes(demo.minutesFromNow()).toInstant().toString())
                .add("minutes", MINUTES)
                .add("language", demo.language())
                .build();
    }

    /** Now, rounded to the quarter hour; near midnight shifted a little, so that all appointments are today. */
    private ZonedDateTime noon() {
        ZonedDateTime now = ZonedDateTime.now(clock)
                .truncatedTo(ChronoUnit.HOURS)
                .plusMinutes(ZonedDateTime.now(clock).getMinute() / 15 * 15L);
        if (now.toLocalTime().isBefore(EARLIEST)) {
            return now.with(EARLIEST);
        }
        return now.toLocalTime().isAfter(LATEST) ? now.with(LATEST) : now;
    }

    private String providersToken() throws IOException, InterruptedException {
        return token(
                identityProvider.tokenEndpoint(),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        IdentityProvider.SCHEDULING,
                        "client_secret",
                        identityProvider.secret(IdentityProvider.SCHEDULING)));
    }

    private String ourToken(String subjectToken) throws IOException, InterruptedException {
        return token(
                URI.create(api + "/token"),
                Map.of("grant_type", EXCHANGE, "subject_token", subjectToken, "subject_token_type", ACCESS_TOKEN));
    }

    private String token(URI endpoint, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new IOException(endpoint + " answered " + answer.statusCode() + " " + answer.body());
        }
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject().getString("access_token");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}
