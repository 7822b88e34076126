package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
import org.sessionroom.tests.driver.LossyNetwork;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;
import org.sessionroom.tests.driver.TurnServer;

/** Two people in a call over a real relay, on a network that becomes narrow, loses packets, fails and recovers. */
@Tag("alone")
@ExtendWith(Browsers.class)
class BadNetworkIT {

    /** Each step of {@code Adaptation} takes some time, and a step up that has to be undone takes twice as long. */
    private static final Duration ADAPTING = Duration.ofSeconds(100);
    /** An attempt takes ten seconds. */
    private static final Duration TRYING = Duration.ofSeconds(40);

    private static final Duration DEAD = Duration.ofSeconds(5);

    private static TurnServer turn;
    private static LossyNetwork line;
    private static LossyNetwork another;
    private static Room room;

    private List<RoomWindow> windows = List.of();
    private List<CallWindow> both = List.of();

    @BeforeAll
    static void startARoomAtTheEndOfTwoLines() {
        turn = TurnServer.forPeopleHere();
        line = LossyNetwork.to(turn.port());
        another = LossyNetwork.to(turn.port());
        room = RunningRoom.started("bad-line", turn.environment(TurnServer.Transport.UDP, line.port(), another.port()));
    }

    @AfterAll
    static void end() {
        if (room != null) {
            room.close();
        }
        line.close();
        another.close();
        turn.close();
    }

    @BeforeEach
    void twoPeopleSeeAndHearEachOther(Browser browser) {
        line.isGood();
        another.isDead();
        String client = "Rita " + UUID.randomUUID();
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        CallWindow.listensIn(agenda.page().context());
        agenda.books(client, "");
        String link = agenda.opensRoomOf(client);
        RoomWindow desk = inTheCall(agenda.comesTo());
        ClientWindow invited = ClientWindow.at(browser, link);
        CallWindow.listensIn(invited.page().context());
        RoomWindow home = inTheCall(invited.comesTo());
        windows = List.of(desk, home);
        both = windows.stream().map(CallWindow::new).toList();
        desk.presses("admit");
        home.seesTheField();
        both.forEach(CallWindow::seesAndHears);
    }

    private static RoomWindow inTheCall(RoomWindow room) {
        room.agreesToTheCall();
        room.enters();
        return room;
    }

    @AfterEach
    void bothGo() {
        List<String> faults =
                windows.stream().flatMap(one -> one.faults().stream()).toList();
        windows.forEach(one -> one.page().context().close());
        assertEquals(List.of(), faults);
    }

    @Test
    void aBadLineCostsTheSizeThenThePictureNeverTheVoiceAndAllComesBack() {
        line.carriesNoMoreThan(120, Duration.ofMillis(40));
        for (CallWindow one : both) {
            Eventually.holds("simpler picture", ADAPTING, () -> one.wasTold("a imagem fica mais simples"));
            Eventually.holds("half of its sides", () -> one.scaledDownBy() >= 2);
        }
        line.loses(0.15);
        for (CallWindow one : both) {
            Eventually.holds("voice alone", ADAPTING, () -> one.wasTold("a voz segue"));
        }
        for (CallWindow one : both) {
            Eventually.holds("word of it", () -> one.note().equals("voiceFirst"));
            for (String whose : List.of("own", "other")) {
                Eventually.holds("sign of a weak line", () -> one.level(whose).equals("POOR"));
            }
            one.hears();
        }
        line.isGood();
        for (CallWindow one : both) {
            Eventually.holds("whole picture", ADAPTING, () -> one.wasTold("A imagem voltou ao normal"));
            one.seesAndHears();
        }
        for (CallWindow one : both) {
            for (String whose : List.of("own", "other")) {
                Eventually.holds(
                        "sign of a better line", () -> !one.level(whose).equals("POOR"));
            }
            assertEquals(1, one.connections());
        }
    }

    @Test
    void aLineThatIsDeadForFiveSecondsIsBackWithoutAReload() {
        line.isDead();
        Instant back = Instant.now().plus(DEAD);
        for (CallWindow one : both) {
            Eventually.holds("word of it and the time", () -> one.says().matches("Reconectando com .*… [1-9]\\d* s"));
            Eventually.holds("word of it for the ears", () -> one.wasTold("foi interrompida. Reconectando"));
        }
        Eventually.holds("end of the five seconds", () -> Instant.now().isAfter(back));
        line.isGood();
        both.forEach(CallWindow::seesAndHears);
        for (CallWindow one : both) {
            assertEquals("", one.note());
        }
    }

    /** The other path to the relay is also unusable until both have reported the failure. */
    @Test
    void whenALineStaysDeadTheCallGoesByAnotherOneThatComesUp() {
        line.isDead();
        for (CallWindow one : both) {
            Eventually.holds("word of it", TRYING, () -> one.note().equals("failed.NO_PATH"));
        }
        another.isGood();
        both.forEach(one -> Eventually.holds("picture", TRYING, () -> one.note().equals("")));
        both.forEach(CallWindow::seesAndHears);
    }

    /** Another path to the relay becomes available while the first one is dead: the same connection finds it. */
    @Test
    void aDeadPathIsLeftForAnotherWithoutBeginningAnew() {
        line.isDead();
        Eventually.holds("word of it", () -> both.get(0).note().equals("RECONNECTING"));
        another.isGood();
        both.forEach(one -> Eventually.holds("picture", TRYING, () -> one.note().equals("")));
        both.forEach(CallWindow::seesAndHears);
        assertEquals(List.of(1, 1), both.stream().map(CallWindow::connections).toList());
    }
}
