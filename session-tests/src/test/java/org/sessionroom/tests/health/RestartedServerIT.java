package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** The only server is killed and starts again, while a therapist and a client are in the room. */
@ExtendWith(Browsers.class)
class RestartedServerIT {

    private static Room room;

    @BeforeAll
    static void start() {
        room = RunningRoom.started("restart", Map.of());
    }

    @AfterAll
    static void end() {
        room.close();
    }

    private static void kill() {
        Process server = room.nodes().get(0).process();
        server.destroyForcibly();
        server.onExit().join();
    }

    /** While another node checks its master key for the first time: a key that was used before is checked without waiting for it. */
    private static void restart() {
        WildFly node = room.nodes().get(0);
        try (Connection other = room.database().dataSource().getConnection();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table master_key_probe in exclusive mode");
            node.start();
            node.awaitReady();
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expireLogins() {
        new Records(room.database().dataSource()).expireLogins();
    }

    /** Everything that the browser stores for the page, its bytes decoded as Latin-1. */
    private static String keptIn(Page page) {
        return (String) page.evaluate("""
                async () => {
                  const answered = (request) => new Promise((resolve, reject) => {
                    request.onsuccess = () => resolve(request.result);
                    request.onerror = () => reject(request.error);
                  });
                  const database = await answered(indexedDB.open("session-room", 1));
                  const rows = await answered(database.transaction("unsent-work").objectStore("unsent-work").getAll());
                  database.close();
                  const text = (bytes) => [...new Uint8Array(bytes)].map((byte) => String.fromCharCode(byte)).join("");
                  const storages = JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage });
                  return rows.map((row) => `${row.id} ${row.owner} ${text(row.iv)} ${text(row.sealed)}`).join(" ") + storages;
                }""");
    }

    private static void chooses(Page page, DemoPerson person) {
        page.locator("button[value='" + person.userName() + "']").click();
    }

    private static long changes(String session) {
        return new Records(room.database().dataSource()).changes(session);
    }

    @Test
    void theTherapistStaysInAndWhatTheyMovedMeanwhileIsSavedOnce(Browser browser) {
        TherapistWindow paulo = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        paulo.books("Ana Restart", "ana.restart@example.org");
        String link = paulo.opensRoomOf("Ana Restart");
        RoomWindow field = paulo.enters();
        field.places("Mulher", "Mãe");
        Eventually.holds("saved", () -> field.saving().equals("saved"));
        RoomWindow ana = ClientWindow.at(browser, link).joins();
        ana.waitsForTheTherapist();

        kill();
        Eventually.holds("the line is gone", field::lineIsGone);
        field.drags("Mãe", 120, 40);
        Eventually.holds("not saved", () -> !field.saving().equals("saved"));
        restart();

        Eventually.holds(
                "saved again", () -> !field.lineIsGone() && field.saving().equals("saved"));
        assertEquals(3, changes(field.session()));
        assertTrue(field.figure("Mãe").isVisible());
        assertEquals(List.of(), field.faults());
        ana.waitsForTheTherapist();

        // The other pages work as well, also without the provider.
        Page agenda = field.page().context().newPage();
        agenda.navigate(room.url() + "/agenda");
        assertTrue(agenda.url().endsWith("/agenda"), agenda.url());
        agenda.locator("[data-dialog=booking-dialog]").click();
        agenda.locator("[id='booking:clientName']").fill("Beto Restart");
        agenda.locator("[id='booking:clientEmail']").fill("beto.restart@example.org");
        agenda.locator("[id='booking:time']").fill("23:30");
        agenda.locator("[id='booking:book']").click();
        agenda.locator(".agenda-row[data-client='Beto Restart']").waitFor();
        assertTrue(agenda.locator(".page-person").innerText().contains("Rezende"));
        agenda.locator("form[action='/logout'] button").click();
        agenda.waitForURL(url -> url.contains("about=LOGGED_OUT"));
        Eventually.holds(
                "the room has ended with the login",
                () -> field.page().locator("#state-title").isVisible());
        agenda.navigate(room.url() + "/agenda");
        assertFalse(agenda.url().endsWith("/agenda"), agenda.url());
        field.page().context().close();
    }

    @Test
    void whatWasNotSentWaitsSealedForThePersonItBelongsTo(Browser browser) {
        TherapistWindow window = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        Page page = window.page();
        window.books("Ana Expired", "ana.expired@example.org");
        window.opensRoomOf("Ana Expired");
        RoomWindow field = window.enters();
        String session = field.session();
        field.places("Mulher", "Avó");
        field.opens("notes");
        Eventually.holds("saved", () -> field.saving().equals("saved"));
        page.locator("#notes-saved[data-saved=saved]").waitFor();

        kill();
        Eventually.holds("the line is gone", field::lineIsGone);
        page.locator("#notes-text").fill("Segredo da anotação");
        field.drags("Avó", -120, 60);
        field.opens("chat");
        page.locator("#chat-text").fill("Mensagem que espera");
        page.locator("#chat-form button").click();
        page.locator("#chat-text").fill("Rascunho");
        expireLogins();
        restart();

        page.locator("#state:visible").getByText("Sua entrada expirou").waitFor();
        assertTrue(page.locator("#state-text").innerText().contains("guardado neste navegador"));
        String kept = keptIn(page);
        for (String secret : List.of("Avó", "Segredo", "Mensagem", "Rascunho", "FigureMoved")) {
            assertFalse(kept.contains(secret), secret + " in " + kept);
        }

        // Another person uses the browser.
        page.locator("#state-buttons .primary").click();
        chooses(page, DemoPerson.HELENA);
        page.locator("[data-notice=FORBIDDEN]").waitFor();
        assertEquals(2, changes(session));
        page.locator("form[action='/logout'] button").click();
        page.waitForURL("**/notice?about=LOGGED_OUT");

        page.navigate(room.url() + "/room?session=" + session);
        chooses(page, DemoPerson.PAULO);
        RoomWindow again = RoomWindow.before(page);
        if (page.locator("#prejoin-enter").isVisible()) {
            again.enters();
        }
        Eventually.holds("sent", () -> changes(session) == 3);
        Eventually.holds("saved", () -> again.saving().equals("saved"));
        page.locator("#notes-text").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        assertEquals("Segredo da anotação", page.locator("#notes-text").inputValue());
        again.opens("chat");
        page.locator("#chat-list").getByText("Mensagem que espera").waitFor();
        assertEquals("Rascunho", page.locator("#chat-text").inputValue());
        Eventually.holds("what was sent is erased", () -> !keptIn(page).contains("/changes"));
        assertEquals(3, changes(session));
        assertEquals(List.of(), again.faults());
        page.context().close();
    }
}
