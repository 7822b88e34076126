package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** A hospital with its own TURN server: browsers get temporary credentials, and never the shared secret. */
class TurnLoginIT {

    private static final String SECRET = "a-secret-of-the-house-and-its-relay";
    private static final String STUN = "stun:stun.example.org:3478";
    private static final List<String> TURN =
            List.of("turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349?transport=tcp");

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void start() {
        RoomSettings settings = RoomSettings.ofSystemProperties();
        room = new Room(settings.with(RunningRoom.folder("turn"), Ports.free(1))
                .with(Map.of(
                        "SESSION_STUN_URLS",
                        STUN,
                        "SESSION_TURN_URLS",
                        String.join(", ", TURN),
                        "SESSION_TURN_SECRET",
                        SECRET,
                        "SESSION_RELAY_ONLY",
                        "true")));
        room.start();
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static String hmac(String username) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void eachOfTheTwoGetsALoginOfTheirOwnForTenMinutes() throws GeneralSecurityException {
        try (Pair pair = Pair.waiting(therapist)) {
            var usernames = new HashSet<String>();
            for (Api caller : List.of(pair.deskApi(), pair.clientApi())) {
                Instant before = Instant.now();
                Api.Answer answer = caller.get(pair.path("/ice")).expect(200);
                assertEquals("no-store", answer.header("Cache-Control").orElse(""));
                JsonObject ice = answer.object();
                assertTrue(ice.getBoolean("relayOnly"));
                assertEquals(
                        Json.createObjectBuilder()
                                .add("urls", Json.createArrayBuilder(List.of(STUN)))
                                .build(),
                        ice.getJsonArray("iceServers").get(0));
                JsonObject turn = ice.getJsonArray("iceServers").getJsonObject(1);
                assertEquals(TURN, turn.getJsonArray("urls").getValuesAs(JsonString::getString));
                String[] username = turn.getString("username").split(":");
                Instant end = Instant.ofEpochSecond(Long.parseLong(username[0]));
                assertEquals(end, Instant.parse(ice.getString("expiresAt")));
                Duration life = Duration.between(before, end);
                assertTrue(life.toSeconds() >= 599 && life.toSeconds() <= 605, life::toString);
                assertEquals(hmac(turn.getString("username")), turn.getString("credential"));
                usernames.add(username[1]);
            }
            assertEquals(2, usernames.size());
        }
    }

    @Test
    void theSecretStandsNowhere() throws IOException {
        try (Pair pair = Pair.waiting(therapist)) {
            String ice = pair.deskApi().get(pair.path("/ice")).expect(200).text();
            JsonObject turn = HttpVisitor.json(ice).getJsonArray("iceServers").getJsonObject(1);
            String page = therapist.get("/room?session=" + pair.session()).body();
            String log = Files.readString(room.nodes().get(0).log());
            assertFalse((ice + page + log).contains(SECRET));
            assertFalse(log.contains(turn.getString("credential")));
            Records records = new Records(room.database().dataSource());
            assertEquals(List.of(), records.columnsThatShow(SECRET));
            assertEquals(List.of(), records.columnsThatShow(turn.getString("credential")));
        }
    }

    @Test
    void whoDoesNotBelongHereGetsNoLogin() {
        try (Pair pair = Pair.waiting(therapist);
                Pair other = Pair.waiting(therapist)) {
            String path = pair.path("/ice");
            other.clientApi().get(path).expectProblem(403, "NOT_YOURS");
            other.deskApi().get(path).expectProblem(403, "NOT_YOURS");
            Api.of(room).as("helena").get(path).expectProblem(403, "NOT_YOURS");
            assertEquals(401, Api.of(room).get(path).status());
            assertEquals(403, Api.of(room).asScheduling().get(path).status());
            pair.deskApi()
                    .post(pair.path("/transitions"), "{\"transition\":\"CANCEL\",\"reason\":\"a test\"}")
                    .expect(200);
            pair.deskApi().get(path).expectProblem(409, "WRONG_STATE");
        }
    }
}
