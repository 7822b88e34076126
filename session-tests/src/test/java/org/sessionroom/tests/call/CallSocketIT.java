package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.Pair.agreed;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;

/** The signalling of two browsers over the room's socket: relayed only when it is permitted. */
@ExtendWith(RunningRoom.class)
class CallSocketIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static JsonObjectBuilder signal() {
        return Json.createObjectBuilder()
                .add("type", "signal")
                .add("from", UUID.randomUUID().toString())
                .add("to", UUID.randomUUID().toString());
    }

    private static JsonObject hello() {
        return signal().add("hello", true).build();
    }

    private static JsonObject offer(String sdp) {
        return signal().add(
                        "description",
                        Json.createObjectBuilder().add("type", "offer").add("sdp", sdp))
                .build();
    }

    private static JsonObjectBuilder media() {
        return Json.createObjectBuilder()
                .add("type", "media")
                .add("microphone", true)
                .add("camera", true)
                .add("screen", false)
                .add("away", false)
                .add("level", "GOOD")
                .add("check", "FAIR");
    }

    /** Whether a signal of one reaches the other; waits until both have processed everything sent before. */
    private static boolean relays(RoomSocketClient from, RoomSocketClient to) {
        JsonObject hello = hello();
        from.send(hello);
        from.heard();
        return to.heard("signal").stream()
                .anyMatch(frame -> frame.getString("from").equals(hello.getString("from")));
    }

    private static String therapistOf(Pair pair) {
        return new Records(room.database().dataSource())
                .text("select id from participant where role = 'THERAPIST' and session_id = ?", pair.session());
    }

    @Test
    void whatTheyArrangeIsPassedOnWithWhoseItIsAndNothingElse() {
        try (Pair pair = Pair.calling(therapist)) {
            JsonObject candidate = signal().add(
                            "candidate",
                            Json.createObjectBuilder()
                                    .add("candidate", "candidate:1 1 udp 1 192.0.2.1 1 typ host")
                                    .add("sdpMid", "0")
                                    .add("sdpMLineIndex", 0)
                                    .add("usernameFragment", "a1b2"))
                    .build();
            pair.desk()
                    .send(Json.createObjectBuilder(candidate)
                            .add("by", UUID.randomUUID().toString())
                            .add("extra", "not passed on")
                            .build());
            JsonObject heard = pair.client().await("signal");
            JsonObject expected = Json.createObjectBuilder(candidate)
                    .add("by", therapistOf(pair))
                    .build();
            assertEquals(expected, heard);
            assertEquals(List.of(), pair.desk().heard("signal"), "nobody hears themselves");
        }
    }

    @Test
    void aDescriptionOfFortyKilobytesPasses() {
        String sdp = "v=0\r\n" + "a=candidate:1 1 udp 1 192.0.2.1 1 typ host\r\n".repeat(910);
        assertTrue(sdp.length() > 40_000);
        try (Pair pair = Pair.calling(therapist)) {
            pair.client().send(offer(sdp));
            assertEquals(
                    sdp,
                    pair.desk().await("signal").getJsonObject("description").getString("sdp"));
        }
    }

    @Test
    void aDescriptionOfSeventyKilobytesIsTooBig() {
        try (Pair pair = Pair.calling(therapist)) {
            pair.client().send(offer("x".repeat(70_000)));
            assertEquals(1009, pair.client().closeCode());
            assertEquals(List.of(), pair.desk().heard("signal"));
        }
    }

    @Test
    void beforeBothHaveAgreedNothingPasses() {
        try (Pair pair = Pair.admitted(therapist)) {
            assertFalse(relays(pair.desk(), pair.client()));
            pair.decides(pair.deskApi(), "GIVEN").expect(201);
            pair.bothHear(agreed("THERAPIST"));
            assertFalse(relays(pair.desk(), pair.client()));
            assertFalse(relays(pair.client(), pair.desk()));
            pair.decides(pair.clientApi(), "GIVEN").expect(201);
            pair.bothHear(agreed("THERAPIST", "CLIENT"));
            assertTrue(relays(pair.desk(), pair.client()));
            assertTrue(relays(pair.client(), pair.desk()));
        }
    }

    @Test
    void whoWaitsIsNotCalledAndCallsNobody() {
        try (Pair pair = Pair.waiting(therapist)) {
            pair.decides(pair.deskApi(), "GIVEN").expect(201);
            pair.decides(pair.clientApi(), "GIVEN").expect(201);
            pair.bothHear(agreed("THERAPIST", "CLIENT"));
            assertFalse(relays(pair.client(), pair.desk()), "PENDING");
            assertEquals("done", pair.desk().command("START"));
            assertFalse(relays(pair.desk(), pair.client()), "ACTIVE, not admitted");
            assertFalse(relays(pair.client(), pair.desk()), "ACTIVE, not admitted");
            assertEquals("done", pair.desk().command("ADMIT"));
            assertTrue(relays(pair.desk(), pair.client()));
        }
    }

    @Test
    void takingConsentBackEndsTheCallAtOnceAndBothAreTold() {
        try (Pair pair = Pair.calling(therapist)) {
            assertTrue(relays(pair.desk(), pair.client()));
            pair.decides(pair.clientApi(), "WITHDRAWN").expect(201);
            assertFalse(relays(pair.client(), pair.desk()));
            assertFalse(relays(pair.desk(), pair.client()));
        }
        try (Pair pair = Pair.calling(therapist)) {
            pair.decides(pair.deskApi(), "WITHDRAWN").expect(201);
            pair.bothHear(agreed("CLIENT"));
            pair.decides(pair.deskApi(), "GIVEN").expect(201);
            pair.bothHear(agreed("THERAPIST", "CLIENT"));
            assertTrue(relays(pair.desk(), pair.client()));
        }
    }

    @Test
    void inAPauseTheCallStays() {
        try (Pair pair = Pair.calling(therapist)) {
            assertEquals("done", pair.desk().command("PAUSE"));
            assertTrue(relays(pair.desk(), pair.client()));
            assertTrue(relays(pair.client(), pair.desk()));
        }
    }

    @Test
    void nobodyInAnotherRoomHearsOfIt() {
        try (Pair pair = Pair.calling(therapist);
                Pair others = Pair.calling(Therapist.loggedIn(room, DemoPerson.HELENA))) {
            assertTrue(relays(pair.desk(), pair.client()));
            assertEquals(List.of(), others.desk().heard("signal"));
            assertEquals(List.of(), others.client().heard("signal"));
        }
    }

    /** A third person with a valid ticket for a room of their own: it opens only that room, whatever session they name. */
    @Test
    void aGoodTicketOfAnotherRoomOpensNoWayIntoThisCall() {
        Therapist stranger = Therapist.loggedIn(room, DemoPerson.HELENA);
        String own = stranger.opens().session();
        try (Pair pair = Pair.calling(therapist)) {
            assertEquals(403, stranger.askForPass(pair.session(), "THERAPIST").statusCode());
            JsonObject said = offer("v=0");
            pair.desk().send(said);
            pair.client().await("signal");
            try (RoomSocketClient third =
                    RoomSocketClient.open(room, stranger.pass(own).ticket())) {
                third.await("welcome");
                third.send(Json.createObjectBuilder(said)
                        .add("session", pair.session())
                        .build());
                third.heard();
                assertTrue(relays(pair.desk(), pair.client()), "both still have their seats");
                assertTrue(relays(pair.client(), pair.desk()));
                assertEquals(List.of(), third.heard("signal"));
                assertEquals(List.of(), pair.client().heard("signal"));
                assertEquals(List.of(), pair.desk().heard("signal"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"signal\"}",
                "{\"type\":\"signal\",\"from\":\"x\",\"hello\":true}",
                "{\"type\":\"signal\",\"from\":\"7d9bd50b-5a31-4b8c-a5f9-a5a1d3e5a1d3\",\"bye\":true}",
                "{\"type\":\"signal\",\"from\":\"7d9bd50b-5a31-4b8c-a5f9-a5a1d3e5a1d3\",\"hello\":\"true\"}",
                "{\"type\":\"signal\",\"from\":\"7d9bd50b-5a31-4b8c-a5f9-a5a1d3e5a1d3\"}",
                "{\"type\":\"media\",\"microphone\":true}",
                "{\"type\":\"media\",\"microphone\":\"on\",\"camera\":true,\"screen\":false,\"away\":false,"
                        + "\"level\":\"GOOD\",\"check\":\"GOOD\"}",
            })
    void whatIsOutOfShapeEndsTheConnectionOfWhoeverSaidIt(String text) {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.client().sendText(text);
            assertEquals(1007, pair.client().closeCode());
            pair.desk().heard();
        }
    }

    @Test
    void moreSignalsThanACallNeedsEndTheConnection() {
        try (Pair pair = Pair.calling(therapist)) {
            String text = hello().toString();
            RoomSocketClient client = pair.client();
            for (int sent = 0; sent < 2_000 && client.isOpen(); sent++) {
                client.sendUnlessClosed(text);
            }
            assertEquals(1008, client.closeCode());
            pair.desk().heard();
        }
    }

    @Test
    void howSomebodysDevicesAreIsShownToTheOther() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.desk().send(media().add("voiceFirst", true).add("extra", 1).build());
            JsonObject shown = pair.client().await("media");
            assertTrue(shown.getBoolean("voiceFirst"));
            assertEquals("FAIR", shown.getString("check"));
            assertTrue(shown.getBoolean("microphone"));
            assertFalse(shown.containsKey("extra"));
        }
    }

    @Test
    void theTherapistSeesTheLineOfWhoeverWaitsButNotTheOtherWayRound() {
        try (Pair pair = Pair.waiting(therapist)) {
            pair.client().send(media().add("check", "POOR").build());
            assertEquals("POOR", pair.desk().await("media").getString("check"));
            pair.desk().send(media().build());
            pair.desk().heard();
            assertEquals(List.of(), pair.client().heard("media"));
        }
    }

    @Test
    void aClientSharesTheirScreenOnlyWhenTheyMay() {
        try (Pair pair = Pair.admitted(therapist)) {
            JsonObject sharing = media().add("screen", true).build();
            pair.client().send(sharing);
            assertFalse(pair.desk().await("media").getBoolean("screen"));

            assertEquals("done", pair.sharing(true));
            pair.client().await(is("session").and(frame -> frame.getJsonObject("session")
                    .getBoolean("clientSharing")));
            pair.client().send(sharing);
            assertTrue(pair.desk().await("media").getBoolean("screen"));

            assertEquals("done", pair.sharing(false));
            pair.client().send(sharing);
            assertFalse(pair.desk().await("media").getBoolean("screen"));
            pair.desk().send(sharing);
            assertTrue(pair.client().await("media").getBoolean("screen"), "the therapist always may");
        }
    }

    @Test
    void aClientDoesNotGiveThemselvesTheScreen() {
        try (Pair pair = Pair.admitted(therapist)) {
            UUID id = UUID.randomUUID();
            pair.client().send(Pair.sharingCommand(id, true));
            assertEquals(
                    "NOT_ALLOWED",
                    pair.client().await(RoomSocketClient.has("commandId", id)).getString("code"));
        }
    }

    @Test
    void decisionsAndSharingStandInTheAudit() {
        try (Pair pair = Pair.calling(therapist)) {
            pair.sharing(true);
            pair.decides(pair.clientApi(), "WITHDRAWN").expect(201);
            List<String> audited = new Records(room.database().dataSource()).auditedWithCode(pair.session());
            assertTrue(audited.contains("CONSENT DONE VIDEO_CALL GIVEN"), audited::toString);
            assertTrue(audited.contains("CONSENT DONE VIDEO_CALL WITHDRAWN"), audited::toString);
            assertTrue(audited.contains("SET_SHARING DONE"), audited::toString);
        }
    }
}
