package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.Changes.moved;
import static org.sessionroom.tests.driver.Changes.placed;
import static org.sessionroom.tests.driver.Changes.preview;
import static org.sessionroom.tests.driver.Changes.removed;
import static org.sessionroom.tests.driver.Changes.turned;
import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.EndlessMessage;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The room's socket at the level of frames: what it accepts, what it rejects, and what is never lost. */
@ExtendWith(RunningRoom.class)
class RoomSocketIT {

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

    @Test
    void aPageOfAnotherSiteIsNotLetIn() {
        String ticket = "ticket." + therapist.pass(therapist.opens().session()).ticket();
        for (String origin : new String[] {"https://evil.example", "null", null}) {
            var refused = assertThrows(
                    CompletionException.class, () -> RoomSocketClient.open(HttpVisitor.origin(room), origin, ticket));
            var answer = (WebSocketHandshakeException) refused.getCause();
            assertTrue(answer.getResponse().statusCode() >= 400, "origin " + origin + ": " + answer.getResponse());
        }
    }

    @Test
    void withoutATicketNobodyIsLetIn() {
        URI page = HttpVisitor.origin(room);
        assertEquals(
                4003, RoomSocketClient.open(page, page.toString(), "nothing").closeCode());
        assertEquals(4003, RoomSocketClient.open(page, "garbage").closeCode());
    }

    @Test
    void aTicketIsGoodForOneConnection() {
        String ticket = therapist.pass(therapist.opens().session()).ticket();
        try (RoomSocketClient first = RoomSocketClient.open(room, ticket)) {
            first.await("welcome");
            assertEquals(4003, RoomSocketClient.open(room, ticket).closeCode());
        }
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
    void theSameChangeTwiceIsAppliedOnceAndAnsweredTwice() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            UUID changeId = line.change(placed(figure, "Mãe"));
            JsonObject first = line.acknowledged(changeId);
            line.send(Changes.frame(changeId, placed(figure, "Mãe")));
            assertEquals(first, line.acknowledged(changeId));
            line.resume(0);
            assertEquals(1, line.await("snapshot").getInt("seq"));
        }
    }

    @Test
    void anIdIsNotGoodForASecondChange() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            UUID changeId = line.change(placed(figure, "Mãe"));
            line.acknowledged(changeId);
            line.send(Changes.frame(changeId, moved(figure, 5, 5)));
            assertEquals("CHANGE_ID_REUSED", line.refusal(changeId).getString("code"));
        }
    }

    @Test
    void anExpectationThatNoLongerHoldsIsStale() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            line.changed(placed(figure, "Mãe"));
            line.changed(moved(figure, 10, 20));
            UUID undo = UUID.randomUUID();
            JsonObject frame = Changes.frame(undo, moved(figure, 0, 0));
            line.send(Json.createObjectBuilder(frame)
                    .add("expected", Json.createObjectBuilder().add("x", 11))
                    .build());
            assertEquals("STALE", line.refusal(undo).getString("code"));
            line.send(Json.createObjectBuilder(frame)
                    .add("expected", Json.createObjectBuilder().add("x", 10).add("y", 20))
                    .build());
            assertEquals(3, line.acknowledged(undo).getInt("seq"));
        }
    }

    @Test
    void moreThanFiftyChangesASecondAreTooFast() {
        try (RoomSocketClient line = therapist.enters(therapist.opens())) {
            UUID figure = UUID.randomUUID();
            line.changed(placed(figure, "Mãe"));
            var answers = new ArrayList<JsonObject>();
            // A slow server processes fewer than fifty a second, however many are sent.
            Eventually.holds("some must wait", () -> {
                List<UUID> ids = IntStream.range(0, 200)
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

    @Test
    void aClientWhoLooksChangesNothingAndShowsNoHand() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            UUID figure = UUID.randomUUID();
            desk.changed(placed(figure, "Mãe"));
            assertEquals("done", desk.command("SET_ACCESS", "access", "LOOK"));
            client.send(preview(figure, 50, 50));
            assertEquals("NOT_ALLOWED", client.refused(moved(figure, 50, 50)));
            assertEquals(List.of(), desk.heard("preview"));

            assertEquals("done", desk.command("SET_ACCESS", "access", "MOVE"));
            client.send(preview(figure, 50, 50));
            JsonObject shown = desk.await("preview");
            assertEquals(50, shown.getInt("x"));
            client.changed(moved(figure, 50, 50));
            assertEquals(
                    2,
                    desk.await(is("changed").and(frame -> frame.getInt("seq") == 2))
                            .getInt("seq"));
        }
    }

    @Test
    void whoWaitsSeesNothingOfTheField() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = new Client(room).joins(opened.link()).enters(opened)) {
            UUID figure = UUID.randomUUID();
            client.await("welcome");
            client.resume(0);
            desk.changed(placed(figure, "Mãe"));
            desk.send(preview(figure, 5, 5));
            desk.heard();
            List<String> heard = client.heard().stream()
                    .map(frame -> frame.getString("type"))
                    .toList();
            assertTrue(
                    heard.stream().allMatch(type -> type.equals("presence") || type.equals("session")),
                    heard::toString);

            assertEquals("done", desk.command("START"));
            assertEquals("NOT_ADMITTED", client.refused(moved(figure, 1, 1)));
            client.resume(0);
            assertEquals(List.of(), client.heard("snapshot"));

            assertEquals("done", desk.command("ADMIT"));
            client.await("session");
            client.resume(0);
            assertEquals(1, client.await("snapshot").getJsonArray("figures").size());
        }
    }

    @Test
    void whoeverComesInAnewTakesTheirSeatOver() {
        Opened opened = therapist.opens();
        try (RoomSocketClient first = therapist.enters(opened)) {
            first.await("welcome");
            try (RoomSocketClient second = therapist.enters(opened)) {
                assertEquals(4001, first.closeCode());
                second.changed(placed(UUID.randomUUID(), "Mãe"));
            }
        }
    }

    /** Otherwise the other's page would treat them as gone, and end a call that is only looking for a new path. */
    @Test
    void whoTakesTheirSeatOverIsNeverToldToBeAway() {
        try (Pair pair = Pair.admitted(therapist)) {
            pair.desk().heard();
            RoomSocketClient before = pair.client();
            for (int i = 0; i < 5; i++) {
                RoomSocketClient again = pair.guest().enters(pair.opened());
                assertEquals(4001, before.closeCode());
                before = again;
            }
            List<String> states = new ArrayList<>();
            for (JsonObject presence : pair.desk().heard("presence")) {
                presence.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                        .filter(person -> person.getString("role").equals("CLIENT"))
                        .map(person -> person.getString("state"))
                        .forEach(states::add);
            }
            before.close();
            assertEquals(Set.of("PRESENT"), Set.copyOf(states), states::toString);
        }
    }

    @Test
    void whoComesBackGetsExactlyWhatTheyMissed() {
        Opened opened = therapist.opens();
        UUID figure = UUID.randomUUID();
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.changed(placed(figure, "Mãe"));
            line.changed(moved(figure, 1, 1));
            line.changed(turned(figure, 90));
            line.changed(moved(figure, 2, 2));
        }
        try (RoomSocketClient back = therapist.enters(opened)) {
            back.resume(2);
            List<Integer> missing = back.await("changes").getJsonArray("changes").stream()
                    .map(change -> change.asJsonObject().getInt("seq"))
                    .toList();
            assertEquals(List.of(3, 4), missing);
            back.resume(4);
            assertEquals(JsonValue.EMPTY_JSON_ARRAY, back.await("changes").getJsonArray("changes"));
            back.resume(99);
            assertEquals(4, back.await("snapshot").getInt("seq"));
        }
    }

    @Test
    void aFullFieldTakesNoMoreFiguresAndWhoIsFarBehindGetsItWhole() {
        Opened opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            UUID first = UUID.randomUUID();
            line.changed(placed(first, "1"));
            IntStream.range(1, 500).forEach(i -> changedInTime(line, placed(UUID.randomUUID(), "" + i, i, -i)));
            JsonObject oneMore = answerInTime(line, placed(UUID.randomUUID(), "one more"));
            assertEquals("FIELD_FULL", oneMore.getString("code"));

            changedInTime(line, moved(first, 7, 7));
            line.resume(1);
            List<Long> missing = line.await("changes").getJsonArray("changes").stream()
                    .map(change -> change.asJsonObject().getJsonNumber("seq").longValue())
                    .toList();
            assertEquals(LongStream.rangeClosed(2, 501).boxed().toList(), missing, "500 behind");

            changedInTime(line, removed(first));
            line.resume(1);
            JsonObject snapshot = line.await(is("snapshot").or(is("changes")));
            assertEquals("snapshot", snapshot.getString("type"), "501 behind");
            assertEquals(499, snapshot.getJsonArray("figures").size());
        }
    }

    private static void changedInTime(RoomSocketClient line, JsonObject change) {
        assertEquals("changed", answerInTime(line, change).getString("type"));
    }

    /** As the page does: a change that was rejected as too fast is sent again, unchanged. */
    private static JsonObject answerInTime(RoomSocketClient line, JsonObject change) {
        UUID changeId = line.change(change);
        JsonObject answer = line.await(has("changeId", changeId));
        while (answer.getString("code", "").equals("TOO_FAST")) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            line.send(Changes.frame(changeId, change));
            answer = line.await(has("changeId", changeId));
        }
        return answer;
    }

    @Test
    void theEndOfTheSessionClosesEveryLine() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            desk.send(Json.createObjectBuilder()
                    .add("type", "command")
                    .add("id", UUID.randomUUID().toString())
                    .add("command", "COMPLETE")
                    .build());
            assertEquals(4002, client.closeCode());
            assertEquals(4002, desk.closeCode());
            assertEquals(
                    410, therapist.askForPass(opened.session(), "THERAPIST").statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"START", "ADMIT", "PAUSE", "RESUME", "COMPLETE", "CANCEL", "SET_ACCESS"})
    void aClientCommandsNothing(String command) {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            assertEquals("NOT_ALLOWED", client.command(command, "access", "MOVE", "reason", "because"));
            assertFalse(client.heard().stream().anyMatch(is("done")));
        }
    }

    @Test
    void aWrongStepIsRefusedInTheSameWordsBySocketAndApi() {
        Opened opened = therapist.opens();
        Api api = Api.of(room).with(therapist.pass(opened.session()).token());
        try (RoomSocketClient desk = therapist.enters(opened)) {
            for (String step : List.of("PAUSE", "RESUME", "COMPLETE")) {
                JsonObject refusal = desk.answerTo(step);
                JsonObject problem = api.post(
                                "/sessions/" + opened.session() + "/transitions", "{\"transition\":\"" + step + "\"}")
                        .expectProblem(409, "WRONG_STATE")
                        .object();
                assertEquals("WRONG_STATE", refusal.getString("code"));
                assertEquals(problem.getString("detail"), refusal.getString("detail"));
            }
        }
    }

    @Test
    void inAPauseOnlyTheTherapistMovesFigures() {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = admittedClient(opened, desk)) {
            UUID figure = UUID.randomUUID();
            client.changed(placed(figure, "Mãe"));
            assertEquals("done", desk.command("PAUSE"));
            assertEquals("WRONG_STATE", client.refused(moved(figure, 1, 1)));
            desk.changed(moved(figure, 2, 2));
            client.await(is("changed").and(frame -> frame.getInt("seq") == 2));
            assertEquals("done", desk.command("RESUME"));
            client.changed(moved(figure, 3, 3));
        }
    }

    @Test
    void anothersRoomStaysShut() {
        String foreign = Therapist.loggedIn(room, DemoPerson.HELENA).opens().session();
        assertEquals(403, therapist.askForPass(foreign, "THERAPIST").statusCode());
        assertEquals(401, new Client(room).askForPass(foreign, "CLIENT").statusCode());
        var admin = Therapist.loggedIn(room, DemoPerson.ALINE);
        assertEquals(403, admin.askForPass(foreign, "THERAPIST").statusCode());
    }
}
