package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Accessibility;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;
import org.sessionroom.tests.driver.TherapistWindow;

/** What people and systems see of a session whose content was erased, because the time for keeping it is over. */
@ExtendWith({RunningRoom.class, Browsers.class})
class ErasedSessionIT {

    private static Room room;
    private static Therapist paulo;
    private static Opened opened;

    /** As {@code ErasureService} leaves it; that it does is tested in the container. */
    @BeforeAll
    static void eraseOne(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        opened = PlayedSession.of(paulo);
        Records records = new Records(room.database().dataSource());
        String session = "'" + opened.session() + "'";
        for (String table :
                new String[] {"note", "chat_message", "constellation_change", "constellation_snapshot", "call_quality"
                }) {
            records.execute("delete from " + table + " where session_id = " + session);
        }
        records.execute("delete from data_key where owner_id = " + session
                + " or owner_id = (select appointment_id from therapy_session where id = " + session + ")");
        records.execute("update therapy_session set erased_at = now() where id = " + session);
        records.execute("insert into erasure_receipt select gen_random_uuid(), id, appointment_id, 'SESSION', 'P1Y',"
                + " now() - interval '1 year', now(), 2, 9 from therapy_session where id = " + session);
    }

    @Test
    void itsPageShowsThatItTookPlaceAndSaysThatTheRestIsErased(Browser browser) {
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO).page();
        page.navigate(room.url() + "/session?id=" + opened.session());
        assertEquals("Sessão", page.locator("h1").innerText());
        String erased = page.locator("#erased").innerText();
        assertTrue(erased.contains("foram apagados em") && erased.contains("por um ano"), erased);
        assertTrue(page.locator("#part-course").innerText().contains("Sessão iniciada"));
        String receipt = page.locator("#part-course [data-to=ERASED]").innerText();
        assertTrue(receipt.contains("Apagado: Dados da sessão") && receipt.contains("depois de um ano"), receipt);
        assertTrue(page.locator("#part-consents").innerText().contains("Videochamada"));
        for (String part :
                new String[] {"#part-assistant", "#part-notes", "#part-chat", "#part-quality", "#part-field"}) {
            assertEquals(0, page.locator(part).count(), part);
        }
        String everything = page.content();
        assertFalse(everything.contains(PlayedSession.CLIENT) || everything.contains(PlayedSession.NOTE));
        Accessibility.isAccessible(page, ColorScheme.LIGHT, "the page of an erased session");
        Accessibility.isAccessible(page, ColorScheme.DARK, "the same page, dark");
        page.context().close();
    }

    @Test
    void theAgendaOfItsDayIsShownWithoutIt() {
        LocalDate day = opened.booking()
                .startsAt()
                .atZone(ZoneId.of("America/Sao_Paulo"))
                .toLocalDate();
        var agenda = paulo.get("/agenda?day=" + day);
        assertEquals(200, agenda.statusCode());
        assertFalse(agenda.body().contains(opened.booking().clientName()));
        assertFalse(agenda.body().contains(opened.session()));
    }

    @Test
    void theApiSaysThatItIsErased() {
        Api api = Api.of(room).as("paulo");
        String path = "/sessions/" + opened.session();
        assertEquals("COMPLETED", api.get(path).expect(200).object().getString("status"));
        api.get(path + "/transitions").expect(200);
        api.get(path + "/consents").expect(200);
        JsonObject receipt = api.get(path + "/erasures").expect(200).array().getJsonObject(0);
        assertEquals("SESSION P1Y", receipt.getString("retention") + " " + receipt.getString("period"));
        assertEquals(List.of(2, 9), List.of(receipt.getInt("keys"), receipt.getInt("rows")));
        Api.of(room).as("helena").get(path + "/erasures").expectProblem(403, "NOT_YOURS");
        for (String content :
                new String[] {"/field", "/field/journal", "/messages", "/notes", "/analysis", "/quality", "/transcript"
                }) {
            api.get(path + content).expectProblem(410, "ERASED");
        }
        api.post(path + "/transitions", "{\"transition\":\"CANCEL\",\"reason\":\"x\"}")
                .expectProblem(410, "ERASED");
        Api scheduling = Api.of(room).asScheduling();
        String appointment = "/appointments/" + opened.booking().externalId();
        scheduling.get(appointment).expectProblem(410, "ERASED");
        scheduling.put(appointment, opened.booking().json()).expectProblem(410, "ERASED");
    }

    /** Whoever could change a receipt could hide that nothing was erased, or that something was. */
    @Test
    void aReceiptCannotBeChanged() {
        Records records = new Records(room.database().dataSource());
        for (String change : List.of("update erasure_receipt set erased_rows = 0", "delete from erasure_receipt")) {
            assertThrows(RuntimeException.class, () -> records.execute(change), change);
        }
    }

    @Test
    void anOldLinkSaysThatTheSessionIsOver() {
        assertEquals("SESSION_ENDED", new Client(room).looksAt(opened.link()));
    }
}
