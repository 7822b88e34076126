package org.sessionroom.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** A therapist logs out in one tab while they still write in another. */
@ExtendWith({RunningRoom.class, Browsers.class})
class LogoutInAnotherTabIT {

    private static final String WRITTEN = "Até quinta, às 19h";

    private final Room room;

    LogoutInAnotherTabIT(Room room) {
        this.room = room;
    }

    private void logsOutBeside(Page page) {
        Page other = page.context().newPage();
        other.navigate(room.url() + "/agenda");
        other.locator("form[action='/logout'] button").click();
        other.waitForURL(url -> url.contains("about=LOGGED_OUT"));
    }

    private static void logsInAgain(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(DemoPerson.HELENA.fullName()))
                .click();
    }

    @Test
    void theRoomSaysThatWhatWasNotSavedIsErasedAndShowsItToBeCopied(Browser browser) {
        Opened opened = Therapist.loggedIn(room, DemoPerson.HELENA).opens();
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.navigate(room.url() + "/room?session=" + opened.session());
        RoomWindow desk = RoomWindow.on(page);
        desk.seesTheField();
        desk.opens("chat");
        page.locator("#chat-text").fill(WRITTEN);
        logsOutBeside(page);
        page.locator("#state-text:has-text('foi apagado deste navegador')").waitFor();
        assertEquals(WRITTEN, page.locator("#state-written").innerText());

        // Whoever logs in here later finds nothing of it, and it was not sent.
        page.onDialog(dialog -> dialog.accept());
        page.navigate(room.url() + "/room?session=" + opened.session());
        logsInAgain(page);
        // This tab has entered before.
        RoomWindow again = RoomWindow.before(page);
        again.seesTheField();
        again.opens("chat");
        assertEquals("", page.locator("#chat-text").inputValue());
        assertEquals(0, page.locator(".chat-group").count());
        page.context().close();
    }

    @Test
    void aBookingThatIsBeingTypedStaysAndIsBookedAfterTheNextLogin(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Lia Torres");
        page.locator("[id='booking:time']").fill("20:30");
        logsOutBeside(page);
        page.locator("[id='booking:book']").click();
        page.locator("#agenda-failed [data-login]").waitFor();
        assertEquals("Lia Torres", page.locator("[id='booking:clientName']").inputValue());
        assertFalse(page.locator("#agenda-failed [data-retry]").isVisible());

        page.locator("#agenda-failed [data-login]").click();
        logsInAgain(page);
        page.locator("#booking-dialog[open]").waitFor();
        assertEquals("Lia Torres", page.locator("[id='booking:clientName']").inputValue());
        page.locator("[id='booking:book']").click();
        page.locator(".agenda-row[data-client='Lia Torres']").waitFor();
        assertTrue(page.locator("#booking-dialog:not([open])").count() > 0);
        page.context().close();
    }
}
