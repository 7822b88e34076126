package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.driver.Changes.moved;
import static org.sessionroom.tests.driver.Changes.placed;
import static org.sessionroom.tests.driver.Changes.preview;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.HttpVisitor;
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
