package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.CallWindow;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;
import org.sessionroom.tests.driver.TurnServer;

/** A hospital that hides addresses: calls go through its relay, a real coturn, or fail. */
@Tag("call")
@ExtendWith(Browsers.class)
class RelayedCallIT {

    private final TurnServer turn = TurnServer.forPeopleHere();
    private Room room;
    private RoomWindow therapist;
    private RoomWindow client;

    @AfterEach
    void end() {
        if (client != null) {
            client.page().context().close();
            therapist.page().context().close();
        }
        room.close();
        turn.close();
    }

    @ParameterizedTest
    @EnumSource(TurnServer.Transport.class)
    void twoPeopleSeeAndHearEachOtherOverTheRelayAlone(TurnServer.Transport transport, Browser browser) {
        room = RunningRoom.started("relayed-" + transport, turn.environment(transport));
        meet(browser);
        for (RoomWindow one : List.of(therapist, client)) {
            CallWindow call = new CallWindow(one);
            call.seesAndHears();
            assertTrue(call.isRelayed());
            assertEquals("GOOD", check(one));
        }
    }

    @Test
    void aRelayThatRefusesTheLoginIsSaidToBothInPlainWords(Browser browser) {
        Map<String, String> wrong = new HashMap<>(turn.environment(TurnServer.Transport.UDP));
        wrong.put("SESSION_TURN_SECRET", "not the relay's secret");
        room = RunningRoom.started("unauthorized", wrong);
        meet(browser);
        for (RoomWindow one : List.of(therapist, client)) {
            one.page()
                    .locator("#remote-note[data-note='failed.TURN_UNAUTHORIZED']")
                    .waitFor();
            one.sees("Avise o suporte do hospital; o campo e o chat funcionam.");
            assertEquals("FAILED", check(one));
            assertEquals("O servidor de vídeo recusou o acesso", said(one, "title"));
            assertTrue(said(one, "text").startsWith("Não é a sua internet. Avise o suporte do hospital"));
            assertTrue(said(one, "facts").endsWith("TURN recusa o acesso"), said(one, "facts"));
            assertEquals(List.of(), one.faults());
        }
    }

    /** The result of the network check before entering. */
    private static String check(RoomWindow window) {
        return window.page().locator("#prejoin-network").getAttribute("data-check");
    }

    /** A part of its explanation: title, text or facts. */
    private static String said(RoomWindow window, String part) {
        return window.page().locator("#prejoin-network-" + part).textContent();
    }

    private void meet(Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        CallWindow.listensIn(agenda.page().context());
        agenda.books("Rita", "");
        String link = agenda.opensRoomOf("Rita");
        therapist = inTheCall(agenda.comesTo());
        ClientWindow invited = ClientWindow.at(browser, link);
        CallWindow.listensIn(invited.page().context());
        client = inTheCall(invited.comesTo());
        therapist.presses("admit");
        client.seesTheField();
    }

    private static RoomWindow inTheCall(RoomWindow room) {
        Page page = room.page();
        page.locator("#prejoin-network:not([data-check=TESTING])").waitFor();
        room.agreesToTheCall();
        room.enters();
        return room;
    }
}
