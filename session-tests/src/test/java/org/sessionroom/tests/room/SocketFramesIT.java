package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.Changes.moved;
import static org.sessionroom.tests.driver.Changes.placed;
import static org.sessionroom.tests.driver.Changes.preview;
import static org.sessionroom.tests.driver.Changes.turned;
import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.EndlessMessage;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HastySocket;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** What a frame of the room's socket may be, and how a wrong one is answered. */
@ExtendWith(RunningRoom.class)
class SocketFramesIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static RoomSocketClient admittedClient(Opened opened, RoomSocketClient atTheDesk) {
        RoomSocketClient client = new Client(room).joins(opened.link()).enters(opened);
        assertEquals("done", atTheDesk.command("ADMIT"));
        return client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{\"type\":\"resume\"",
                "{\"type\":\"resume\",\"lastSeq\":777e7777777559}",
                "{\"type\":\"resume\",\"lastSeq\":1e999}",
                "{\"type\":\"resume\",\"lastSeq\":\"0\"}",
                "{\"type\":\"resume\"}",
                "{\"type\":\"resume\",\"lastSeq\":0,\"lastChat\":\"0\"}",
                "{\"type\":\"resume\",\"lastSeq\":0,\"lastLine\":{}}",
                "{\"type\":\"resume\",\"lastSeq\":0} and more",
                "{\"type\":\"resume\",\"lastSeq\":0}{\"type\":\"ping\",\"at\":1}",
                "{\"type\":7}",
                "{\"type\":\"resume\",\"lastSeq\":0,\"lastSeq\":1}",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"change\",\"changeId\":\"not-an-id\",\"change\":{}}",
                "{\"type\":\"preview\",\"figureId\":\"7d9bd50b-5a31-4b8c-a5f9-a5a1d3e5a1d3\",\"x\":\"far\",\"y\":0,\"facing\":0}",
            })
    void whatIsNotOfTheProtocolEndsTheConnection(String text) {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.await("welcome");
            line.sendText(text);
            assertEquals(1007, line.closeCode());
        }
    }

    @Test
    void deeplyNestedJsonEndsTheConnectionAndNothingElse() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.await("welcome");
            line.sendText("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
            assertEquals(1007, line.closeCode());
        }
    }

    @Test
    void binaryIsNotOfTheProtocol() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.await("welcome");
            line.sendBinary(new byte[] {1, 2, 3});
            assertEquals(1007, line.closeCode());
        }
    }

    @Test
    void aFrameOverSixtyFourKilobytesIsTooBig() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.await("welcome");
            line.sendText("{\"type\":\"" + "x".repeat(70_000) + "\"}");
            assertEquals(1009, line.closeCode());
            assertEquals("TOO_BIG", line.closeReason());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1009", "2, 1007"})
    void aMessageWithoutAnEndIsCutOffAndNotKept(int kind, int closeCode) throws IOException {
        Opened opened = therapist.opens();
        String ticket =
                new Client(room).joins(opened.link()).pass(opened.session()).ticket();
        try (var flood = new EndlessMessage(room, ticket)) {
            // More than the server's whole heap.
            assertTrue(Set.of(closeCode, 1008).contains(flood.pours(kind, 600)));
        }
        try (RoomSocketClient desk = therapist.enters(opened)) {
            desk.await("welcome");
        }
    }

    @Test
    void whoeverIsRefusedIsToldWhyEvenWhileSending() throws IOException {
        for (int i = 0; i < 200; i++) {
            assertEquals(4003, HastySocket.refused(room, "x".repeat(43)), "client " + i);
        }
    }

    @Test
    void aMessageMayComeInParts() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            line.await("welcome");
            line.sendPart("{\"type\":\"resu").sendPart("me\",\"lastSeq\"").sendText(":0}");
            line.await("snapshot");
            line.resume(0).await("snapshot");
        }
    }

    @Test
    void aRefusalNamesTheMemberAndSaysWhatIsWrongWithIt() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            JsonObject refusal = line.refusal(line.change(placed(UUID.randomUUID(), "a\u202Eb")));
            assertEquals("label", refusal.getString("field"));
            assertTrue(refusal.getString("detail").startsWith("Nome da figura: "), refusal::toString);
            line.change(placed(UUID.randomUUID(), "so\u00ADfrimento"));
            JsonObject change = line.await("changed").getJsonObject("change");
            assertEquals("sofrimento", change.getString("label"));
        }
    }

    @Test
    void valuesOutsideTheFieldAreRefusedAndTheLineStays() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            assertEquals("INVALID", line.refused(placed(figure, "x".repeat(41))));
            assertEquals("INVALID", line.refused(placed(figure, "a\nb")));
            assertEquals("INVALID", line.refused(placed(figure, "Mãe", 1000.1, 0)));
            assertEquals("INVALID", line.refused(turned(figure, 360)));
            assertEquals(
                    "INVALID",
                    line.refused(Json.createObjectBuilder()
                            .add("kind", "FigureSung")
                            .add("figureId", figure.toString())
                            .build()));
            assertEquals("FIGURE_UNKNOWN", line.refused(moved(figure, 1, 1)));
            line.changed(placed(figure, "Mãe"));
            assertEquals("FIGURE_EXISTS", line.refused(placed(figure, "Mãe")));
        }
    }

    @Test
    void moreChangesThanHandsMakeAreTooFast() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            line.changed(placed(figure, "Mãe"));
            var answers = new ArrayList<JsonObject>();
            Eventually.holds("some must wait", () -> {
                List<UUID> ids = IntStream.range(0, 100)
                        .mapToObj(i -> line.change(moved(figure, i, 0)))
                        .toList();
                ids.forEach(id -> answers.add(line.await(has("changeId", id))));
                return answers.stream().anyMatch(is("refused"));
            });
            List<JsonObject> refused = answers.stream().filter(is("refused")).toList();
            assertTrue(
                    refused.stream().allMatch(answer -> answer.getString("code").equals("TOO_FAST")));
            line.resume(0);
            assertEquals(
                    1 + answers.size() - refused.size(), line.await("snapshot").getInt("seq"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "resume"})
    void moreRequestsThanAPersonMakesEndTheConnection(String type) {
        Opened opened = therapist.opens();
        try (RoomSocketClient client = new Client(room).joins(opened.link()).enters(opened)) {
            client.await("welcome");
            client.pours(
                    Json.createObjectBuilder()
                            .add("type", type)
                            .add("id", UUID.randomUUID().toString())
                            .add("command", "START")
                            .add("lastSeq", 0)
                            .build(),
                    1_500);
            assertEquals(1008, client.closeCode());
        }
        long refused = new Records(room.database().dataSource())
                .audited(opened.session()).stream()
                        .filter(row -> row.endsWith("REFUSED"))
                        .count();
        assertTrue(refused < 300, refused + " rows of the audit");
    }

    @Test
    void aHandOutsideTheFieldIsNotShown() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            UUID figure = UUID.randomUUID();
            desk.changed(placed(figure, "Mãe"));
            client.await("changed");
            desk.send(preview(figure, 1e308, 0));
            desk.send(preview(figure, 0, -1000.1));
            desk.send(Json.createObjectBuilder(preview(figure, 0, 0))
                    .add("facing", 360)
                    .build());
            desk.send(preview(figure, 1000, -1000));
            assertEquals(1000, client.await("preview").getInt("x"));
        }
    }
}
