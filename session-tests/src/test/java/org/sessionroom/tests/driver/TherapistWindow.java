package org.sessionroom.tests.driver;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/** A therapist's browser at the agenda. */
public final class TherapistWindow {

    private final Page page;

    private TherapistWindow(Page page) {
        this.page = page;
    }

    public static TherapistWindow loggedIn(Browser browser, Room room, DemoPerson person) {
        return loggedIn(browser, room.url(), person);
    }

    /** @param url the address at which people enter */
    public static TherapistWindow loggedIn(Browser browser, URI url, DemoPerson person) {
        Page page = Browsers.newVisitor(browser).newPage();
        logIn(page, url, person);
        return new TherapistWindow(page);
    }

    public static void logIn(Page page, Room room, DemoPerson person) {
        logIn(page, room.url(), person);
    }

    private static void logIn(Page page, URI url, DemoPerson person) {
        page.navigate(url + "/agenda");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(person.fullName()))
                .click();
        page.waitForURL("**/agenda");
    }

    public Page page() {
        return page;
    }

    /** Books an appointment for today, in the dialog. */
    public void books(String clientName, String clientEmail) {
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill(clientName);
        page.locator("[id='booking:clientEmail']").fill(clientEmail);
        page.locator("[id='booking:time']").fill("23:00");
        page.locator("[id='booking:book']").click();
        row(clientName).waitFor();
    }

    /** Opens the room and leaves the dialog with the link open. @return the link it shows */
    public String opensRoomOf(String clientName) {
        row(clientName).locator("[data-act=openRoom]").click();
        return page.locator("#invitation-link").inputValue();
    }

    public RoomWindow enters() {
        page.locator("#opened-dialog a.primary").click();
        return RoomWindow.on(page);
    }

    /** Enters a room without anybody else, so that there is no call. @return the session's id */
    public String entersAlone() {
        return enters().session();
    }

    /** Continues to the page before the room. */
    public RoomWindow comesTo() {
        page.locator("#opened-dialog a.primary").click();
        return RoomWindow.before(page);
    }

    public Locator row(String clientName) {
        return page.locator(".agenda-row[data-client='" + clientName + "']");
    }
}
