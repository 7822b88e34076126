package org.sessionroom.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.api.SomeAppointment.booking;
import static org.sessionroom.tests.api.SomeAppointment.somePath;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.IdentityProvider;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HeldRow;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Tokens: who they say that one is, what each is good for, and their exchange. */
@ExtendWith(RunningRoom.class)
class TokenApiIT {

    private static Room room;
    private static Therapist paulo;
    private static Api scheduling;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        scheduling = Api.of(room).asScheduling();
    }

    @Test
    void withoutAValidTokenNobodyIsKnown() {
        Opened opened = paulo.opens();
        Api nobody = Api.of(room);
        for (Api caller : List.of(
                nobody,
                nobody.with("garbage"),
                nobody.with(
                        nobody.providersToken(IdentityProvider.SCHEDULING, Map.of("grant_type", "client_credentials"))),
                nobody.with(unsigned()))) {
            assertEquals(401, caller.get("/me").status());
            assertEquals(401, caller.put(somePath(), booking().json()).status());
            assertEquals(
                    401, caller.get("/sessions/" + opened.session() + "/field").status());
        }
    }

    /** A token that claims the role of a therapist, without a signature (RFC 8725, 3.1). */
    private static String unsigned() {
        return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "."
                + base64("{\"iss\":\"https://sessionroom.org\",\"aud\":\"session-api\",\"sub\":\"paulo\","
                        + "\"groups\":[\"THERAPIST\"],\"exp\":4102444800,\"iat\":1}")
                + ".";
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    @Test
    void aTokenSaysWhoOneIs() {
        JsonObject system = scheduling.get("/me").expect(200).object();
        assertEquals(List.of("SCHEDULER"), roles(system));
        JsonObject person = Api.of(room).as("paulo").get("/me").expect(200).object();
        assertEquals("paulo", person.getString("id"));
        assertEquals(List.of("THERAPIST"), roles(person));
    }

    private static List<String> roles(JsonObject me) {
        return me.getJsonArray("roles").getValuesAs(jakarta.json.JsonString::getString);
    }

    @Test
    void anExchangeOfTokensIsAudited() {
        var records = new Records(room.database().dataSource());
        long before = records.audited("TOKEN_EXCHANGED", "scheduling");
        Api.of(room).asScheduling();
        assertEquals(before + 1, records.audited("TOKEN_EXCHANGED", "scheduling"));
    }

    /** As when a logout at the provider hangs in its transaction. */
    @Test
    void exchangesThatWaitForALogoutOccupyFewConnections() throws Exception {
        String token =
                Api.of(room).providersToken(IdentityProvider.SCHEDULING, Map.of("grant_type", "client_credentials"));
        Map<String, String> form =
                Map.of("grant_type", Api.EXCHANGE, "subject_token", token, "subject_token_type", Api.ACCESS_TOKEN);
        var records = new Records(room.database().dataSource());
        ExecutorService threads = Executors.newFixedThreadPool(20);
        HeldRow logout = HeldRow.ofName(room.database(), "subject " + subject(token));
        try {
            List<Future<Api.Answer>> exchanges = Stream.generate(
                            () -> threads.submit(() -> Api.of(room).exchange(form)))
                    .limit(20)
                    .toList();
            Eventually.holds("an exchange that waits", () -> records.waitingForNames() > 0);
            long most = 0;
            while (!exchanges.stream().allMatch(Future::isDone)) {
                most = Math.max(most, records.waitingForNames());
            }
            assertTrue(most <= 4, most + " connections wait");
            for (Future<Api.Answer> exchange : exchanges) {
                exchange.get().expect(503);
            }
        } finally {
            logout.release();
            threads.shutdownNow();
        }
        Eventually.holds(
                "an exchange after the logout",
                () -> Api.of(room).exchange(form).status() == 200);
    }

    private static String subject(String token) {
        byte[] claims = java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return Json.createReader(new ByteArrayInputStream(claims)).readObject().getString("sub");
    }

    @Test
    void aGuestsTokenIsGoodForTheirOwnSessionOnly() {
        Opened own = paulo.opens();
        Opened other = paulo.opens();
        Api guest = Api.of(room)
                .with(new Client(room).joins(own.link()).pass(own.session()).token());
        guest.get("/sessions/" + own.session()).expect(200);
        guest.get("/sessions/" + own.session() + "/field").expectProblem(403, "NOT_ADMITTED");
        guest.get("/sessions/" + other.session()).expectProblem(403, "NOT_YOURS");
        guest.get("/sessions/" + other.session() + "/field").expectProblem(403, "NOT_YOURS");
    }

    @Test
    void aTherapistsPassIsBoundToItsSession() {
        Opened own = paulo.opens();
        Opened other = paulo.opens();
        Api bound = Api.of(room).with(paulo.pass(own.session()).token());
        bound.get("/sessions/" + own.session() + "/field").expect(200);
        bound.get("/sessions/" + other.session() + "/field").expectProblem(403, "NOT_YOURS");
    }

    @Test
    void theTokenOfARoomsPageIsGoodForThatSessionOnly() {
        Opened opened = paulo.opens();
        Opened other = paulo.opens();
        Api page = Api.of(room).with(paulo.pass(opened.session()).token());
        String own = "/sessions/" + opened.session();
        page.get(own).expect(200);
        page.get(own + "/field").expect(200);
        page.get(own + "/field/journal").expect(200);
        page.post(own + "/transitions", "{\"transition\":\"START\"}").expect(200);

        String foreign = "/sessions/" + other.session();
        String appointment = "/appointments/" + other.booking().externalId();
        String ownAppointment = "/appointments/" + opened.booking().externalId();
        Stream.of(
                        page.get("/sessions"),
                        page.get(foreign),
                        page.get(foreign + "/field"),
                        page.get(foreign + "/field/journal"),
                        page.post(foreign + "/transitions", "{\"transition\":\"START\"}"),
                        page.get(appointment),
                        page.put(appointment, other.booking().json()),
                        page.put(somePath(), booking().json()),
                        page.delete(appointment),
                        page.get(ownAppointment),
                        page.delete(ownAppointment))
                .forEach(answer -> answer.expectProblem(403, "NOT_YOURS"));
        scheduling.get(appointment).expect(200);
        assertEquals("PENDING", scheduling.get(foreign).expect(200).object().getString("status"));
    }

    @Test
    void aTokenExchangeFailsInTheWordsOfOAuth() {
        Api nobody = Api.of(room);
        refused("unsupported_grant_type", nobody.exchange(Map.of("grant_type", "password")));
        refused("invalid_request", nobody.exchange(Map.of("grant_type", Api.EXCHANGE)));
        refused(
                "invalid_request",
                nobody.exchange(Map.of(
                        "grant_type", Api.EXCHANGE, "subject_token", "x", "subject_token_type", "something else")));
        refused(
                "invalid_grant",
                nobody.exchange(Map.of(
                        "grant_type",
                        Api.EXCHANGE,
                        "subject_token",
                        "garbage",
                        "subject_token_type",
                        Api.ACCESS_TOKEN)));
        refused(
                "invalid_grant",
                nobody.exchange(Map.of(
                        "grant_type",
                        Api.EXCHANGE,
                        "subject_token",
                        unsigned(),
                        "subject_token_type",
                        Api.ACCESS_TOKEN)));
    }

    private static void refused(String error, Api.Answer answer) {
        assertEquals(error, answer.expect(400).object().getString("error"));
    }

    @Test
    void duringARotationBothKeysArePublished() {
        JsonObject keys = Api.of(room).get("/jwks").expect(200).object();
        assertEquals(2, keys.getJsonArray("keys").size());
        for (JsonObject key : keys.getJsonArray("keys").getValuesAs(JsonObject.class)) {
            assertEquals("P-256", key.getString("crv"));
            assertTrue(!key.containsKey("d"), "no private part");
        }
    }
}
