package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.LostAnswer;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** What a therapist does in the agenda: books, cancels, and loses nothing. */
@ExtendWith({RunningRoom.class, Browsers.class})
class AgendaIT {

    private static final Pattern COUNT = Pattern.compile("(\\d+) atendimento");
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

    @Test
    void aBookingIsSentHoweverManyPagesWereLoadedSinceItsOwn(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Júlia Paiva");
        page.locator("[id='booking:time']").fill("21:00");
        page.evaluate(
                "async () => { for (let loads = 0; loads < 30; loads++) await (await fetch('/agenda')).text(); }");
        page.locator("[id='booking:book']").click();
        page.locator(".agenda-row[data-client='Júlia Paiva']").waitFor();
        String said = page.locator("#news .toast").innerText();
        assertTrue(said.matches("Atendimento marcado: .* de 20\\d\\d, 21:00\\..*"), said);
        assertFalse(page.locator("#agenda-failed").isVisible());
        page.context().close();
    }

    @Test
    void aBookingWhoseAnswerWasLostIsBookedOnce(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        LostAnswer.to(page, "**/agenda*", "booking%3Abook");
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Célia Duarte");
        page.locator("[id='booking:time']").fill("22:00");
        page.locator("[id='booking:book']").click();
        page.locator("#agenda-failed:visible").waitFor();
        page.locator("[id='booking:time']").fill("22:10");
        page.locator("[id='booking:book']").click();
        Locator row = page.locator(".agenda-row[data-client='Célia Duarte']");
        row.waitFor();
        assertEquals("22:10", row.locator("time").innerText());
        assertEquals(1, row.count());

        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Célia Duarte");
        page.locator("[id='booking:time']").fill("22:30");
        page.locator("[id='booking:book']").click();
        page.locator("#booking-dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        Eventually.holds("the next form books another", () -> row.count() == 2);
        page.context().close();
    }

    @Test
    void twoAppointmentsAtTheSameTimeArePointedOut(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(40).toString();
        assertFalse(books(page, "Clara Lima", day, "20:00").contains("mesmo horário"));
        String said = books(page, "Bruno Lima", day, "20:30");
        assertTrue(said.endsWith("No mesmo horário também está marcado Clara Lima, às 20:00."), said);
        assertFalse(books(page, "Davi Lima", day, "21:20").contains("mesmo horário"));
        page.context().close();
    }

    private static String books(Page page, String client, String day, String time) {
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill(client);
        page.locator("[id='booking:date']").fill(day);
        page.locator("[id='booking:time']").fill(time);
        page.locator("[id='booking:book']").click();
        page.locator(".agenda-row[data-client='" + client + "']").waitFor();
        return page.locator("#news .toast").innerText();
    }

    @Test
    void aClientWhoCameInUnderAnotherNameIsNamedAsBookedToo(Browser browser) {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        Opened opened = helena.opens();
        TherapistWindow window = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        Page page = window.page();
        Locator row = page.locator(
                ".agenda-row", new Page.LocatorOptions().setHas(page.locator("a[href*='" + opened.session() + "']")));
        row.first().waitFor();
        assertEquals(0, row.locator(".agenda-given").count());
        new Client(room).joins(opened.link(), "Bento Prado");
        page.reload();
        assertEquals("Entrou como Bento Prado", row.locator(".agenda-given").innerText());
        page.navigate(HttpVisitor.origin(room)
                .resolve("/session?id=" + opened.session())
                .toString());
        assertEquals("Sessão com Bento Prado", page.locator("h1").innerText());
        assertEquals(
                "Na agenda: " + opened.booking().clientName(),
                page.locator("#booked").innerText());
        page.context().close();
    }

    @Test
    void whatCannotBeTakenIsSaidBesideItsFieldAndNothingIsLost(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Joana \u202EPrado");
        page.locator("[id='booking:clientEmail']").fill("a..b@example.org");
        page.locator("[id='booking:time']").fill("23:00");
        page.locator("[id='booking:book']").click();
        page.locator("#booking-dialog .ui-message-error-detail", said("Nome do cliente:"))
                .waitFor();
        page.locator("#booking-dialog .ui-message-error-detail", said("E-mail:"))
                .waitFor();
        assertEquals(
                "a..b@example.org", page.locator("[id='booking:clientEmail']").inputValue());

        page.locator("[id='booking:clientName']").fill("Joana Prado");
        page.locator("[id='booking:clientEmail']").fill("");
        page.locator("[id='booking:date']").fill("1926-11-26");
        page.locator("[id='booking:book']").click();
        page.locator("#booking-dialog .ui-message-error-detail", said("2000–2199"))
                .waitFor();
        page.context().close();
    }

    private static Page.LocatorOptions said(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    @Test
    void aDayThatCannotBeIsToday() {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        for (String day : List.of("%2B999999999-12-31", "-999999999-01-01", "2026-02-30", "tomorrow")) {
            assertEquals(200, helena.get("/agenda?day=" + day).statusCode(), day);
        }
    }

    /** After a request in the background, Faces' scripts write the view state into every form of the page. */
    @Test
    void whoeverHasBookedSomethingCanStillLogOut(Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        agenda.books("Ana " + UUID.randomUUID(), "");
        Page page = agenda.page();
        page.locator("form[action='/logout'] button").click();
        page.waitForURL(url -> url.contains("about=LOGGED_OUT"));
        page.context().close();
    }

    /** The dialog was opened for an appointment; at the time of the click it has a room and an invited client. */
    @Test
    void aRoomThatWasOpenedMeanwhileIsCalledOffWithAReason(Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        TherapistWindow another = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        String client = "Bia " + UUID.randomUUID();
        agenda.books(client, "");
        agenda.row(client).locator("summary").click();
        agenda.row(client).locator("[data-cancel]").click();
        Page page = agenda.page();
        assertFalse(page.locator("#cancel-reason").isVisible());
        another.page().reload();
        another.opensRoomOf(client);
        page.locator("[id='cancelling:cancel']").click();
        page.locator("#cancel-reason textarea").fill("Marcada em duplicidade");
        page.locator("[id='cancelling:cancel']").click();
        page.locator("#cancel-dialog:not([open])")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        assertEquals("CANCELLED", agenda.row(client).getAttribute("data-state"));
        page.context().close();
        another.page().context().close();
    }

    @Test
    void whatIsCancelledCountsNeitherInTheHeadingNorInTheWeek(Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        String client = "Caio " + UUID.randomUUID();
        agenda.books(client, "");
        Page page = agenda.page();
        page.reload();
        int before = counted(page, ".agenda-day");
        assertEquals(before, counted(page, ".agenda-date[aria-current=page]"));
        agenda.opensRoomOf(client);
        page.locator("#opened-dialog [data-close]").click();
        agenda.row(client).locator("summary").click();
        agenda.row(client).locator("[data-cancel]").click();
        page.locator("#cancel-reason textarea").fill("Marcada em duplicidade");
        page.locator("[id='cancelling:cancel']").click();
        page.locator("#cancel-dialog:not([open])")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        agenda.row(client).and(page.locator("[data-state=CANCELLED]")).waitFor();
        page.reload();
        assertEquals(before - 1, counted(page, ".agenda-day"));
        assertEquals(before - 1, counted(page, ".agenda-date[aria-current=page]"));
        page.context().close();
    }

    private static int counted(Page page, String place) {
        Matcher count = COUNT.matcher(page.locator(place).textContent());
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    /** WCAG 2.2, 1.4.10: 320 CSS px, which is also 1280 px at four times the size. */
    @Test
    void onTheSmallestScreenNothingScrollsSideways(Browser browser) {
        Opened opened = Therapist.loggedIn(room, DemoPerson.HELENA).opens();
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        page.setViewportSize(320, 640);
        for (String language : List.of("en", "pt-BR")) {
            for (String address : List.of("/agenda", "/session?id=" + opened.session())) {
                page.navigate(room.url() + "/language?to=" + language + "&back=/agenda");
                page.navigate(room.url() + address);
                page.locator("h1").first().waitFor();
                assertEquals(
                        320, page.evaluate("() => document.documentElement.scrollWidth"), address + " in " + language);
            }
        }
        page.context().close();
    }
}
