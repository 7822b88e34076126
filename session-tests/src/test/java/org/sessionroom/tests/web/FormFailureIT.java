package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** A form that fails on our side says so where the person is; the page stays, with what was typed. */
@ExtendWith({RunningRoom.class, Browsers.class})
class FormFailureIT {

    private static Room room;

    @BeforeAll
    static void know(Room running) {
        room = running;
    }

    private static Connection locking(String statement) throws SQLException {
        Connection connection = room.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement lock = connection.createStatement()) {
            lock.execute(statement);
        }
        return connection;
    }

    private static String failure(Runnable call) {
        return assertThrows(AssertionError.class, call::run).getMessage();
    }

    /** The answer reads the table of mails, and the booking does not: it may be booked although the answer fails. */
    @Test
    void aBookingDuringAnOutageStaysTypedAndIsBookedOnce(Browser browser) throws SQLException {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO).page();
        // The first row is what makes the answer read the mails.
        Therapist.loggedIn(room, DemoPerson.PAULO).opens();
        page.locator("[data-dialog=booking-dialog]").click();
        page.locator("[id='booking:clientName']").fill("Clara Nunes");
        page.locator("[id='booking:time']").fill("23:20");
        Connection held = locking("lock table outbox in access exclusive mode");
        try (held) {
            page.locator("[id='booking:book']").click();
            page.locator("#booking-dialog #agenda-failed:visible").waitFor();
            held.rollback();
        }
        assertTrue(page.url().contains("/agenda"), page.url());
        assertEquals("Clara Nunes", page.locator("[id='booking:clientName']").inputValue());
        page.locator("[id='booking:book']").click();
        Locator row = page.locator(".agenda-row[data-client='Clara Nunes']");
        row.waitFor();
        assertEquals(1, row.count());
        page.context().close();
    }

    @Test
    void aScriptHearsThatTheDatabaseDoesNotAnswer() throws SQLException {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
        therapist.opens();
        var refresh = therapist.command("/agenda", "refreshAgenda");
        Connection held = locking("lock table outbox in access exclusive mode");
        try (held) {
            String message = failure(() -> refresh.apply(Map.of()));
            assertTrue(message.endsWith("answered 503"), message);
            held.rollback();
        }
    }

    @Test
    void aScriptHearsThatSomethingFailedAndTheLogNamesItWithoutItsWords() {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
        therapist.opens();
        var refresh = therapist.command("/agenda", "refreshAgenda");
        var records = new Records(room.database().dataSource());
        records.execute("alter table outbox rename to outbox_elsewhere");
        try {
            assertTrue(failure(() -> refresh.apply(Map.of())).endsWith("answered 500"));
        } finally {
            records.execute("alter table outbox_elsewhere rename to outbox");
        }
        Eventually.holds("42P01 in the log", () -> room.nodes().get(0).logged().stream()
                .anyMatch(line -> line.contains("SQLException 42P01") || line.contains("PSQLException 42P01")));
        assertTrue(room.nodes().get(0).logged().stream()
                .noneMatch(line -> line.contains("Caused by") && line.contains("relation \"outbox\"")));
    }

    @Test
    void aClientAtTheDoorStaysThere(Browser browser) throws SQLException {
        Opened opened = Therapist.loggedIn(room, DemoPerson.HELENA).opens();
        ClientWindow window = ClientWindow.at(browser, opened.link());
        Page page = window.page();
        assertEquals("VALID", window.invitation());
        page.locator("[id='join:name']").fill("Ana Nova");
        Connection held = locking("select 1 from therapy_session where id = '" + opened.session() + "' for update");
        try (held) {
            page.locator("[id='join:enter']").click();
            page.locator("#join-failed:visible").waitFor();
            held.rollback();
        }
        assertEquals("Ana Nova", page.locator("[id='join:name']").inputValue());
        assertEquals("/join", URI.create(page.url()).getPath());
        page.context().close();
    }

    @Test
    void aFloodOfPagesKeepsNobodyLoggedIn() {
        Therapist helena = Therapist.loggedIn(room, DemoPerson.HELENA);
        int status = 200;
        for (int asked = 0; asked < 2_000 && status != 429; asked++) {
            status = helena.get("/language?to=pt-BR&back=/agenda").statusCode();
        }
        assertEquals(429, status);
        helena.post(helena.address("/logout"), Map.of());
        assertTrue(helena.get("/agenda").uri().getPath().startsWith("/"), "no longer on the agenda");
        assertTrue(!helena.get("/agenda").body().contains("agenda-list"));
        // Her budget refills by ten pages a second; the other tests need some dozen.
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
    }
}
