package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/** The agenda that stays open all day. */
@ExtendWith({RunningRoom.class, Browsers.class})
class AgendaIT {

    private static Room room;

    @BeforeAll
    static void know(Room running) {
        room = running;
    }

    @Test
    void whatWasTypedOutlivesALoginThatEnded(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Joana Prado");
        page.locator("[id='booking:time']").fill("23:00");
        page.context().clearCookies();
        page.locator("[id='booking:book']").click();
        page.locator("#agenda-failed [data-login]").waitFor();
        assertEquals("Joana Prado", page.locator("[id='booking:clientName']").inputValue());

        page.locator("#agenda-failed [data-login]").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(DemoPerson.HELENA.fullName()))
                .click();
        page.locator("#booking-dialog[open]").waitFor();
        assertEquals("Joana Prado", page.locator("[id='booking:clientName']").inputValue());
        page.locator("[id='booking:book']").click();
        page.locator(".agenda-row[data-client='Joana Prado']").waitFor();
        page.context().close();
    }
}
