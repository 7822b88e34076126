package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** An agenda that stays open all day: it asks for news, rests, and calls the therapist. */
@ExtendWith({RunningRoom.class, Browsers.class})
class AgendaRefreshIT {

    private static Room room;

    @BeforeAll
    static void know(Room running) {
        room = running;
    }

    @Test
    void withNobodyAtItTheAgendaAsksNoMore(Browser browser) {
        BrowserContext visitor = Browsers.newVisitor(browser);
        Page page = visitor.newPage();
        page.clock().install();
        TherapistWindow.logIn(page, room, DemoPerson.HELENA);
        page.navigate(room.url() + "/agenda?day=2027-06-15");
        var asked = new AtomicInteger();
        var answered = new AtomicInteger();
        page.onRequest(request -> asked.addAndGet(request.method().equals("POST") ? 1 : 0));
        page.onRequestFinished(request -> answered.addAndGet(request.method().equals("POST") ? 1 : 0));
        page.clock().fastForward("20:00");
        Eventually.holds("refresh", () -> look(page) && asked.get() > 0);

        // No new request begins while the previous one is still in progress.
        Eventually.holds("answers", () -> look(page) && answered.get() == asked.get());
        page.clock().fastForward("15:00");
        page.locator("#agenda-failed")
                .getByText("A agenda parou de se atualizar")
                .waitFor();
        Eventually.holds("answers", () -> look(page) && answered.get() == asked.get());
        int before = asked.get();
        page.clock().fastForward("05:00");
        page.waitForTimeout(500);
        assertEquals(before, asked.get());

        page.mouse().move(20, 20);
        page.mouse().move(40, 40);
        Eventually.holds("refresh", () -> look(page) && asked.get() > before);
        visitor.close();
    }

    @Test
    void whileARoomIsOpenTheAgendaGoesOnAsking(Browser browser) {
        BrowserContext visitor = Browsers.newVisitor(browser);
        Page page = visitor.newPage();
        page.clock().install();
        TherapistWindow.logIn(page, room, DemoPerson.PAULO);
        Therapist.loggedIn(room, DemoPerson.PAULO).opens();
        page.reload();
        page.clock().fastForward("40:00");
        page.waitForResponse(answer -> answer.request().method().equals("POST"), () -> page.clock()
                .runFor(11_000));
        assertFalse(page.locator("#agenda-failed").isVisible());
        visitor.close();
    }

    @Test
    void aClickDuringWhichTheAgendaIsMadeAnewIsNotLost(Browser browser) {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        String client = "Ana " + UUID.randomUUID();
        agenda.books(client, "");
        Page page = agenda.page();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Locator opening = agenda.row(client).locator("[data-act=openRoom]");
        opening.hover();
        page.mouse().down();
        page.waitForResponse(
                answer -> answer.request().method().equals("POST"), () -> page.evaluate("() => { refreshAgenda(); }"));
        page.waitForFunction("() => jQuery.active === 0");
        page.mouse().up();
        page.locator("#invitation-link").waitFor();
        page.context().close();
    }

    @Test
    void whoWaitsIsCalledByTheNameTheyGave(Browser browser) {
        Opened opened = Therapist.loggedIn(room, DemoPerson.HELENA).opens();
        try (RoomSocketClient waiting =
                new Client(room).joins(opened.link(), "Bia Moraes").enters(opened)) {
            waiting.await("welcome");
            TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
            assertEquals(
                    "Bia Moraes está na sala de espera",
                    agenda.row(opened.booking().clientName()).getAttribute("data-waiting"));
            agenda.page().context().close();
        }
    }

    /** By a mark in the title, and by the system's notice for whoever has wished for it in a room. */
    @Test
    void whoLooksElsewhereIsToldThatAClientWaits(Browser browser) {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        Opened opened = helena.opens();
        Page page = Browsers.newVisitor(browser).newPage();
        page.addInitScript("""
                document.hasFocus = () => false;
                window.noticed = [];
                window.Notification = class {
                  static permission = "granted";
                  constructor(words) {
                    window.noticed.push(words);
                  }
                  close() {}
                };""");
        TherapistWindow.logIn(page, room, DemoPerson.HELENA);
        page.evaluate(
                "(person) => localStorage.setItem(`call-settings:${person}`, '{\"notify\":true}')",
                page.locator("#news").getAttribute("data-person"));
        try (RoomSocketClient waiting = new Client(room).joins(opened.link()).enters(opened)) {
            waiting.await("welcome");
            page.waitForFunction("() => document.title.startsWith('●') && window.noticed.length > 0");
            assertFalse(page.evaluate("() => window.noticed.join()").toString().contains("Ana"), "nobody is named");
        }
        page.context().close();
    }

    /** A day in the request would stay the same after midnight. */
    @Test
    void anAgendaOfTodayIsNotBoundToItsDate(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA).page();
        assertEquals("", dayOfARefresh(page));
        page.navigate(room.url() + "/agenda?day=2027-06-16");
        assertEquals("2027-06-16", dayOfARefresh(page));
        page.context().close();
    }

    private static String dayOfARefresh(Page page) {
        String form = page.waitForRequest(
                        request -> request.method().equals("POST"), () -> page.evaluate("() => void refreshAgenda()"))
                .postData();
        return form.replaceFirst("(?s)^(?:.*&)?day=([^&]*).*$", "$1");
    }

    @Test
    void tryingAgainWhileNobodyAnswersKeepsTheRows(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO).page();
        page.route("**/agenda*", Route::abort);
        page.evaluate("() => void refreshAgenda()");
        Locator again = page.locator("#agenda-failed [data-retry]");
        again.click();
        page.locator("#agenda-failed:visible").waitFor();
        assertTrue(page.locator("[id='agenda:list']").isVisible());
        page.unroute("**/agenda*");
        again.click();
        page.locator("#agenda-failed").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        page.context().close();
    }

    @Test
    void aLongDayOpensAtThePresent(Browser browser) {
        Instant morning = Instant.now()
                .atZone(ZoneId.of("America/Sao_Paulo"))
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        for (int each = 0; each < 15; each++) {
            String id = UUID.randomUUID().toString();
            var past = new AppointmentJson(id, DemoPerson.HELENA, "Cliente " + each, id + "@example.org", morning);
            Api.of(room).asScheduling().put("/appointments/" + id, past.json()).expect(201);
        }
        Page page = Browsers.newVisitor(browser).newPage();
        page.setViewportSize(1024, 600);
        TherapistWindow.logIn(page, room, DemoPerson.HELENA);
        BoundingBox present = page.locator(".agenda-now").boundingBox();
        assertTrue(present.y > 0 && present.y < 600, "at " + present.y);
        page.context().close();
    }

    /** Lets Playwright process the events of the page. */
    private static boolean look(Page page) {
        page.waitForTimeout(50);
        return true;
    }
}
