package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.CallWindow;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RoomLayout;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TherapistWindow;

/** Two people in two browsers see and hear each other, whatever happens to their pages and connections. */
@Tag("alone")
@ExtendWith({RunningRoom.class, Browsers.class})
class CallIT {

    private static final Duration RELOAD = Duration.ofSeconds(3);
    private static final Duration CUT = Duration.ofSeconds(30);

    private final Room room;
    private final Browser browser;
    private RoomWindow paulosRoom;
    private RoomWindow anasRoom;
    private CallWindow paulo;
    private CallWindow ana;
    /** All frames that Paulo's page receives from the room. */
    private final List<String> heard = new CopyOnWriteArrayList<>();

    CallIT(Room room, Browser browser) {
        this.room = room;
        this.browser = browser;
    }

    @BeforeEach
    void bothAgreeAndTheClientIsLetIn() {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        CallWindow.listensIn(agenda.page().context());
        String client = "Ana " + UUID.randomUUID();
        agenda.books(client, "");
        String link = agenda.opensRoomOf(client);
        agenda.page().onWebSocket(line -> line.onFrameReceived(frame -> heard.add(frame.text())));
        agenda.page().locator("#opened-dialog a.primary").click();
        paulosRoom = inTheCall(agenda.page());

        ClientWindow invited = ClientWindow.at(browser, link);
        CallWindow.listensIn(invited.page().context());
        invited.page().locator("[id='join:enter']").click();
        anasRoom = inTheCall(invited.page());

        paulosRoom.presses("admit");
        anasRoom.seesTheField();
        paulo = new CallWindow(paulosRoom);
        ana = new CallWindow(anasRoom);
        paulo.seesAndHears();
        ana.seesAndHears();
    }

    private static RoomWindow inTheCall(Page page) {
        RoomWindow room = RoomWindow.before(page);
        room.agreesToTheCall();
        room.enters();
        return room;
    }

    @AfterEach
    void bothGo() {
        List<String> faults = List.of();
        if (paulosRoom != null && anasRoom != null) {
            faults = Stream.of(paulosRoom, anasRoom)
                    .flatMap(one -> one.faults().stream())
                    .toList();
            paulosRoom.page().context().close();
            anasRoom.page().context().close();
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void bothSeeHowGoodTheLineIsOnBothSides() {
        for (CallWindow one : List.of(paulo, ana)) {
            for (String whose : List.of("own", "other")) {
                Eventually.holds("level", () -> !one.level(whose).equals("NONE"));
            }
        }
        assertEquals(List.of(1, 1), List.of(paulo.connections(), ana.connections()));
        // The other's picture, both quality levels and all controls fit into the smallest windows of phones.
        for (RoomWindow one : List.of(paulosRoom, anasRoom)) {
            for (int width : List.of(320, 360, 390)) {
                one.page().setViewportSize(width, width * 2 - 40);
                assertEquals(List.of(), RoomLayout.outOfReach(one.page()), "width " + width);
            }
        }
    }

    @Test
    void aMutedMicrophoneIsSeenByTheOtherAndCarriesNothing() {
        paulo.turns("microphone");
        Eventually.holds("sign of it", ana::showsTheOtherMuted);
        Eventually.holds("word of it", () -> ana.wasTold("está com o microfone desligado"));
        ana.hearsNothing();
        ana.sees();
        paulo.turns("microphone");
        ana.seesAndHears();
        assertFalse(ana.showsTheOtherMuted());
    }

    @Test
    void aCameraThatIsOffLeavesTheSound() {
        ana.turns("camera");
        paulo.seesNobody();
        Eventually.holds("word of it", () -> paulo.note().equals("cameraOff"));
        Eventually.holds("word of it for the ears", () -> paulo.wasTold("está sem imagem"));
        ana.turns("camera");
        paulo.seesAndHears();
    }

    @Test
    void aPageThatIsLoadedAgainSendsNothingThatItsPersonHadSwitchedOff() {
        ana.turns("camera");
        ana.turns("microphone");
        Eventually.holds("muted client", paulo::showsTheOtherMuted);
        ana.page().reload();
        ana.sees();
        paulo.hearsNothing();
        paulo.seesNobody();
        assertTrue(paulo.showsTheOtherMuted());
        assertEquals(
                0,
                ana.page().evaluate("() => document.getElementById('own-video').srcObject.getVideoTracks().length"),
                "the camera itself is off");
        ana.turns("camera");
        ana.turns("microphone");
        paulo.seesAndHears();
    }

    @Test
    void aMicrophoneThatHoldingToTalkSwitchedOffStaysOffAfterAReload() {
        ana.page().evaluate("() => ['on', 'off'].forEach(() => document.getElementById('settings-talk').click())");
        Eventually.holds("muted client", paulo::showsTheOtherMuted);
        ana.page().reload();
        ana.sees();
        paulo.hearsNothing();
        assertTrue(paulo.showsTheOtherMuted());
        ana.turns("microphone");
        paulo.seesAndHears();
    }

    @Test
    void aPauseMutesAndHidesBothAndResumesAsItWas() {
        ana.turns("microphone");
        Eventually.holds("muted client", paulo::showsTheOtherMuted);
        paulosRoom.presses("pause");
        paulo.seesNobody();
        ana.seesNobody();
        paulo.hearsNothing();
        ana.hearsNothing();
        paulosRoom.presses("resume");
        ana.seesAndHears();
        paulo.sees();
        assertTrue(paulo.showsTheOtherMuted());
        paulo.hearsNothing();
    }

    @Test
    void aReloadedPageIsBackInTheCallWithinThreeSeconds() {
        for (CallWindow one : List.of(ana, paulo)) {
            CallWindow other = one == ana ? paulo : ana;
            Instant start = Instant.now();
            one.page().reload();
            Eventually.holds("picture", () -> one.picturesShown() > 0);
            Duration took = Duration.between(start, Instant.now());
            assertTrue(took.compareTo(RELOAD) <= 0, "back after " + took);
            one.seesAndHears();
            other.seesAndHears();
        }
    }

    @Test
    void whoLeavesIsSaidToBeGoneAndNotInTheCallWithoutAConnection() {
        anasRoom.presses("leave");
        anasRoom.page().locator("#confirm-go").click();
        Eventually.holds("word of it", () -> paulo.wasTold("não está na sala agora"));
        paulo.seesNobody();
        assertFalse(paulo.wasTold("sem conexão com a sala"));
    }

    @Test
    void aSecondTabTakesTheCallOver() {
        Page second = anasRoom.page().context().newPage();
        second.navigate(anasRoom.page().url());
        var there = new CallWindow(inTheCall(second));
        anasRoom.sees("outro lugar");
        there.seesAndHears();
        paulo.seesAndHears();
        assertEquals(0, ana.pathChecks(), "the first tab has hung up");
    }

    /** Longer than the server waits for a silent connection. */
    @Test
    void aCallGoesOnWhileTheLineToTheServerIsCutForHalfAMinute() {
        anasRoom.opens("chat");
        paulosRoom.opens("chat");
        anasRoom.page().context().setOffline(true);
        Instant back = Instant.now().plus(CUT);
        Eventually.holds("notice of the cut line", anasRoom::lineIsGone);
        ana.turns("microphone");
        anasRoom.writes("escrito pela Ana sem rede");
        paulosRoom.writes("escrito pelo Paulo enquanto isso");
        Eventually.holds("half a minute without the server", CUT.plus(CUT), () -> Instant.now()
                .isAfter(back));
        ana.seesAndHears();
        paulo.sees();
        paulo.hearsNothing();
        anasRoom.page().context().setOffline(false);
        Eventually.holds("line", () -> !anasRoom.lineIsGone());
        Eventually.holds("what was missed", paulo::showsTheOtherMuted);
        paulosRoom.sees("escrito pela Ana sem rede");
        anasRoom.sees("escrito pelo Paulo enquanto isso");
        ana.seesAndHears();
        paulo.sees();
        assertEquals(List.of(1, 1), List.of(paulo.connections(), ana.connections()));
    }

    @Test
    void aTabThatSleepsAndWakesIsStillInTheCall() {
        CDPSession tab = anasRoom.page().context().newCDPSession(anasRoom.page());
        sleeps(tab, "frozen");
        double checks = paulo.pathChecks();
        Eventually.holds("time asleep", () -> paulo.pathChecks() > checks + 4);
        sleeps(tab, "active");
        ana.seesAndHears();
        paulo.seesAndHears();
        assertEquals(List.of(1, 1), List.of(paulo.connections(), ana.connections()));
    }

    private static void sleeps(CDPSession tab, String state) {
        var wanted = new com.google.gson.JsonObject();
        wanted.addProperty("state", state);
        tab.send("Page.setWebLifecycleState", wanted);
    }

    /** Even a person who knows the signalling protocol of the two pages. */
    @Test
    void somebodyOfAnotherSessionCannotReachIntoTheCall() {
        JsonObject signal = heard.stream()
                .filter(frame -> frame.contains("\"description\""))
                .map(HttpVisitor::json)
                .findFirst()
                .orElseThrow();
        Therapist stranger = Therapist.loggedIn(room, DemoPerson.HELENA);
        try (Pair strangers = Pair.calling(stranger)) {
            strangers
                    .client()
                    .send(Json.createObjectBuilder()
                            .add("type", "signal")
                            .add("from", signal.getString("from"))
                            .add("to", signal.getString("to"))
                            .add("bye", true)
                            .build());
            strangers.desk().await(RoomSocketClient.is("signal"));
        }
        ana.seesAndHears();
        paulo.seesAndHears();
        assertEquals(List.of(1, 1), List.of(paulo.connections(), ana.connections()));
    }

    @Test
    void takingTheConsentBackEndsTheCallForBoth() {
        anasRoom.presses("settings");
        anasRoom.page().locator("#settings-VIDEO_CALL").uncheck();
        Eventually.holds("end of the client's call", () -> ana.pathChecks() == 0);
        Eventually.holds("end of the therapist's call", () -> paulo.pathChecks() == 0);
        Eventually.holds("word of it", () -> paulo.note().equals("noConsent.other"));
    }
}
