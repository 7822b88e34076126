package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** The notices and the focus of the room's page when the session changes without an action of the people in it. */
@ExtendWith({RunningRoom.class, Browsers.class})
class RoomPageIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static RoomWindow therapistsRoom(Browser browser, Opened opened) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO).page();
        page.navigate(room.url() + "/room?session=" + opened.session());
        return RoomWindow.before(page);
    }

    private static void cancels(Opened opened) {
        Api.of(room)
                .asScheduling()
                .delete("/appointments/" + opened.booking().externalId())
                .expect(204);
    }

    private static String notice(Page page) {
        page.waitForURL("**/notice?*");
        return page.locator("[data-notice]").getAttribute("data-notice");
    }

    @Test
    void whoStandsBeforeARoomThatWasCancelledIsToldWhenTheyEnter(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow client = ClientWindow.at(browser, opened.link()).comesTo();
        RoomWindow desk = therapistsRoom(browser, opened);
        client.seesThePageBefore();
        desk.seesThePageBefore();
        cancels(opened);
        client.page().locator("#prejoin-enter").click();
        assertEquals("SESSION_CANCELLED", notice(client.page()));
        desk.page().locator("#prejoin-without").click();
        desk.page().waitForURL("**/session?id=" + opened.session());
        client.page().context().close();
        desk.page().context().close();
    }

    @Test
    void whatWasBeingWrittenWhenItWasCancelledCanBeCopied(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow desk = therapistsRoom(browser, opened);
        desk.enters();
        desk.page().locator("#controls:focus").waitFor();
        RoomWindow client = ClientWindow.at(browser, opened.link()).joins();
        client.waitsForTheTherapist();
        desk.presses("admit");
        client.seesTheField();
        client.opens("chat");
        client.page().locator("#panel textarea").fill("Eu queria dizer uma coisa");
        Api.of(room)
                .with(therapist.pass(opened.session()).token())
                .post(
                        "/sessions/" + opened.session() + "/transitions",
                        "{\"transition\":\"CANCEL\",\"reason\":\"client is ill\"}")
                .expect(200);
        client.sees("A sessão foi cancelada");
        assertEquals(
                "Eu queria dizer uma coisa",
                client.page().locator("#state-written").innerText());
        client.page().reload();
        assertEquals("SESSION_CANCELLED", notice(client.page()));
        client.page().context().close();
        desk.page().context().close();
    }

    @Test
    void anAppointmentThatIsMovedIsToldToWhoeverIsInItsRoom(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow desk = therapistsRoom(browser, opened);
        desk.enters();
        RoomWindow client = ClientWindow.at(browser, opened.link()).joins();
        client.waitsForTheTherapist();
        client.page()
                .locator("#state-text:has-text('O atendimento está marcado para')")
                .waitFor();
        Instant later = opened.booking().startsAt().plus(Duration.ofHours(3));
        AppointmentJson booking = opened.booking();
        AppointmentJson moved = new AppointmentJson(
                booking.externalId(), booking.therapist(), booking.clientName(), booking.clientEmail(), later);
        Api.of(room)
                .asScheduling()
                .put("/appointments/" + booking.externalId(), moved.json())
                .expect(200);
        desk.page().locator("#toast:has-text('O horário marcado mudou')").waitFor();
        // A waiting client sees only the state, which covers the rest of the page.
        client.page().locator("#state-text:has-text('O horário marcado mudou')").waitFor();
        client.page().context().close();
        desk.page().context().close();
    }

    @Test
    void theKeyboardIsNeverNowhere(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow desk = therapistsRoom(browser, opened);
        desk.enters();
        Page page = desk.page();
        page.locator("#control-start").waitFor();
        for (String item : new String[] {"settings", "keys", "cancel"}) {
            page.locator("#menu > summary").focus();
            page.keyboard().press("Enter");
            page.locator("#menu [data-act=" + item + "]").waitFor();
            page.locator("#menu [data-act=" + item + "]").focus();
            page.keyboard().press("Enter");
            page.locator("dialog[open], [role=dialog][aria-hidden=false]").waitFor();
            page.keyboard().press("Escape");
            assertFocused(page, "#menu > summary");
        }
        page.locator("#control-start").focus();
        page.keyboard().press("Enter");
        assertFocused(page, "#control-pause");
        page.keyboard().press("Enter");
        assertFocused(page, "#control-resume");
        page.keyboard().press("Enter");
        assertFocused(page, "#control-pause");
        desk.places("Mulher", "Mãe");
        page.locator("[data-act=undo]:visible").first().focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertTrue(isSomewhere(page));
        assertEquals(List.of(), desk.faults());
        page.context().close();
    }

    @Test
    void whoeverLosesTheNetworkWritesAllTheSame(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow desk = therapistsRoom(browser, opened);
        desk.enters();
        RoomWindow client = ClientWindow.at(browser, opened.link()).joins();
        client.waitsForTheTherapist();
        desk.presses("admit");
        client.seesTheField();
        Page page = client.page();
        Eventually.holds("chat that was fetched", () -> (boolean) page.evaluate(
                "() => performance.getEntriesByType('resource').some(({ name }) => name.includes('chat-view'))"));
        page.context().setOffline(true);
        client.opens("chat");
        page.locator("#panel textarea").fill("Caiu a internet");
        page.context().setOffline(false);
        page.keyboard().press("Enter");
        desk.opens("chat");
        desk.sees("Caiu a internet");
        page.context().close();
        desk.page().context().close();
    }

    /** The form is a request of its own: the answer says what is missing, and what was typed stays until the session is cancelled. */
    @Test
    void theTherapistCancelsFromTheRoomWithAReason(Browser browser) {
        Opened opened = therapist.opens();
        RoomWindow desk = therapistsRoom(browser, opened);
        desk.enters();
        RoomWindow client = ClientWindow.at(browser, opened.link()).joins();
        client.waitsForTheTherapist();
        Page page = desk.page();
        page.locator("#menu > summary").click();
        desk.presses("cancel");
        page.locator("[id='cancelling:reason']").fill("Afinal não");
        page.locator("#cancel [data-close]").click();
        page.locator("#menu > summary").click();
        desk.presses("cancel");
        assertEquals("", page.locator("[id='cancelling:reason']").inputValue());
        page.locator("[id='cancelling:cancel']").click();
        page.locator("[id='cancelling:refusals'] [role=alert]:has-text('motivo')")
                .waitFor();
        page.locator("[id='cancelling:reason']").fill("Marcada em duplicidade");
        page.locator("[id='cancelling:cancel']").click();
        desk.sees("A sessão foi cancelada");
        client.sees("A sessão foi cancelada");
        page.navigate(room.url() + "/session?id=" + opened.session());
        page.locator("#session[data-status=CANCELLED]:has-text('Marcada em duplicidade')")
                .waitFor();
        assertEquals(List.of(), desk.faults());
        client.page().context().close();
        page.context().close();
    }

    private static void assertFocused(Page page, String selector) {
        Eventually.holds("focus on " + selector, () ->
                (boolean) page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector));
    }

    private static boolean isSomewhere(Page page) {
        return (boolean) page.evaluate("() => document.activeElement !== document.body");
    }
}
