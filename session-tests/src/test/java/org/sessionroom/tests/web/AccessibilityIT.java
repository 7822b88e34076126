package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.tests.driver.Accessibility.isAccessible;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** axe finds no serious violation on any page, in light and dark. */
@ExtendWith({RunningRoom.class, Browsers.class})
class AccessibilityIT {

    private static final int[] PHONE = {390, 844};
    private static final int[] ON_ITS_SIDE = {844, 390};
    private static final int[] DESK = {1440, 900};

    private static Page in(ColorScheme theme, Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
        return page;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void pagesForEverybody(ColorScheme theme, Room room, Browser browser) {
        Page page = in(theme, Browsers.newVisitor(browser).newPage());
        for (String path : List.of(
                "/",
                "/join",
                "/notice?about=GOODBYE",
                "/notice?about=SESSION_ENDED",
                "/notice?about=FORBIDDEN",
                "/notice?about=LINK_NEEDED",
                "/nowhere")) {
            page.navigate(room.url() + path);
            isAccessible(page, theme, path);
        }
        page.context().close();
    }

    /** Checks the page before the room, in the sizes of a desk and of a phone; then enters the room. */
    private static void isAccessibleBeforeTheRoom(RoomWindow room, ColorScheme theme) {
        room.seesThePageBefore();
        for (int[] size : List.of(PHONE, DESK)) {
            room.page().setViewportSize(size[0], size[1]);
            isAccessible(room.page(), theme, "page before the room");
        }
        room.enters();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void fromTheAgendaToTheRoom(ColorScheme theme, Room room, Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        in(theme, agenda.page());
        isAccessible(agenda.page(), theme, "agenda");
        agenda.page().locator("[data-dialog=booking-dialog]").click();
        isAccessible(agenda.page(), theme, "booking dialog");
        agenda.page().keyboard().press("Escape");

        String client = "Rita " + UUID.randomUUID();
        agenda.books(client, "rita@example.org");
        String link = agenda.opensRoomOf(client);
        isAccessible(agenda.page(), theme, "dialog of the opened room");

        ClientWindow invited = ClientWindow.at(browser, link);
        in(theme, invited.page());
        assertEquals("VALID", invited.invitation());
        isAccessible(invited.page(), theme, "invitation");
        RoomWindow rita = invited.comesTo();
        isAccessibleBeforeTheRoom(rita, theme);
        rita.waitsForTheTherapist();
        isAccessible(rita.page(), theme, "waiting");

        ClientWindow late = ClientWindow.at(browser, link);
        in(theme, late.page());
        assertEquals("INVITATION_USED", late.invitation());
        isAccessible(late.page(), theme, "invitation that was used");
        late.page().context().close();

        RoomWindow helena = agenda.comesTo();
        isAccessibleBeforeTheRoom(helena, theme);
        helena.seesTheField();
        String session = helena.session();
        isAccessible(helena.page(), theme, "room with a client who waits");
        helena.page().setViewportSize(PHONE[0], PHONE[1]);
        helena.page().locator("#panel").waitFor();
        isAccessible(helena.page(), theme, "the same on a phone, with a tool open");
        // Playwright would wait forever if something covered the button.
        helena.presses("admit");
        helena.page().setViewportSize(DESK[0], DESK[1]);
        rita.seesTheField();
        isAccessible(rita.page(), theme, "empty field");
        helena.places("Mulher", "Mãe");
        helena.places("Sentimento", "Medo");
        Eventually.holds("two figures", () -> rita.drawnField().size() == 2);
        helena.listedFigures();
        isAccessible(helena.page(), theme, "therapist's room");
        helena.page().locator("#tools [data-kind=OBJECT]").dblclick();
        helena.page().locator("#label-editor input").fill("\u202E");
        helena.page().keyboard().press("Enter");
        isAccessible(helena.page(), theme, "label that cannot be kept");
        helena.page().keyboard().press("Escape");
        rita.listedFigures();
        isAccessible(rita.page(), theme, "client's room");
        for (String tool : List.of("chat", "session", "notes", "timer", "assistant")) {
            helena.opens(tool);
            isAccessible(helena.page(), theme, "therapist's " + tool);
        }
        for (String dialog : List.of("settings", "keys")) {
            helena.page().locator("#menu summary").click();
            helena.presses(dialog);
            isAccessible(helena.page(), theme, dialog);
            helena.page().keyboard().press("Escape");
        }
        for (String tool : List.of("chat", "session")) {
            rita.opens(tool);
            isAccessible(rita.page(), theme, "client's " + tool);
        }
        for (int[] phone : List.of(PHONE, ON_ITS_SIDE)) {
            rita.page().setViewportSize(phone[0], phone[1]);
            isAccessible(rita.page(), theme, "client's room on a phone");
        }
        rita.page().setViewportSize(DESK[0], DESK[1]);
        helena.figure("Mãe").focus();
        helena.page().keyboard().press("Enter");
        isAccessible(helena.page(), theme, "figure form");
        helena.page().keyboard().press("Escape");
        helena.presses("complete");
        isAccessible(helena.page(), theme, "question before the end");
        helena.agrees();
        rita.sees("A sessão terminou");
        isAccessible(rita.page(), theme, "end");
        isAccessible(helena.page(), theme, "therapist's end");
        helena.page().navigate(room.url() + "/session?id=" + session);
        helena.page().locator("#notes-text:not([readonly])").waitFor();
        helena.page().locator("#part-field summary").click();
        isAccessible(helena.page(), theme, "session's page");
        helena.page().locator("#ask-cancel").click();
        isAccessible(helena.page(), theme, "question before annulling");
        rita.page().context().close();
        helena.page().context().close();
    }
}
