package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
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

/** Legal holds of the privacy officer, and what the therapist sees of them. That a held session is not erased is tested in the container. */
@ExtendWith({RunningRoom.class, Browsers.class})
class HeldRecordIT {

    private static final String REASON = "Processo 0801/2026 <b>& outros</b>";

    private static Room room;
    private static Therapist paulo;
    private static Api officer;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        officer = Api.of(room).as(DemoPerson.OTAVIO.userName());
    }

    private static String body(String reason) {
        return Json.createObjectBuilder().add("reason", reason).build().toString();
    }

    private static String path(Opened opened) {
        return "/sessions/" + opened.session() + "/holds";
    }

    @Test
    void aHoldIsPlacedOnceReadByTheTherapistAndReleased() {
        Opened opened = paulo.opens();
        String hold = path(opened) + "/" + UUID.randomUUID();
        officer.put(hold, body(REASON)).expect(201);
        officer.put(hold, body(REASON)).expect(200);
        officer.put(hold, body("Another reason")).expectProblem(409, "HOLD_ID_REUSED");
        JsonArray read = Api.of(room).as("paulo").get(path(opened)).expect(200).array();
        assertEquals(1, read.size());
        assertEquals(REASON, read.getJsonObject(0).getString("reason"));
        assertEquals("otavio", read.getJsonObject(0).getString("placedBy"));
        assertEquals(JsonValue.NULL, read.getJsonObject(0).getOrDefault("releasedAt", JsonValue.NULL));
        officer.delete(hold).expect(204);
        officer.delete(hold).expect(204);
        assertFalse(officer.get(path(opened))
                .expect(200)
                .array()
                .getJsonObject(0)
                .getString("releasedAt")
                .isEmpty());
    }

    @Test
    void onlyThePrivacyOfficerHoldsAndOnlyTheirTherapistReads() {
        Opened opened = paulo.opens();
        String hold = path(opened) + "/" + UUID.randomUUID();
        Api.of(room).as("paulo").put(hold, body(REASON)).expect(403);
        Api.of(room).asScheduling().put(hold, body(REASON)).expect(403);
        Api.of(room).as("aline").get(path(opened)).expect(403);
        Api.of(room).as("helena").get(path(opened)).expectProblem(403, "NOT_YOURS");
        String ofTheClient =
                new Client(room).joins(opened.link()).pass(opened.session()).token();
        Api.of(room).with(ofTheClient).get(path(opened)).expect(403);
        assertEquals(0, officer.get(path(opened)).expect(200).array().size());
    }

    @Test
    void whatIsWrongIsRefusedByItsName() {
        Opened opened = paulo.opens();
        String hold = path(opened) + "/" + UUID.randomUUID();
        officer.put(hold, body(" ")).expectProblem(400, "INVALID");
        officer.put(hold, body("x".repeat(501))).expectProblem(400, "INVALID");
        officer.put(path(opened) + "/1", body(REASON)).expectProblem(404, "NOT_FOUND");
        officer.delete(hold).expectProblem(404, "NOT_FOUND");
        officer.put("/sessions/" + UUID.randomUUID() + "/holds/" + UUID.randomUUID(), body(REASON))
                .expectProblem(404, "NOT_FOUND");
        Opened other = paulo.opens();
        officer.put(hold, body(REASON)).expect(201);
        String elsewhere = hold.replace(opened.session(), other.session());
        officer.put(elsewhere, body(REASON)).expectProblem(409, "HOLD_ID_REUSED");
        officer.delete(elsewhere).expectProblem(404, "NOT_FOUND");
    }

    /** Whoever could change a hold could have erased what a court asked for. */
    @Test
    void aHoldCannotBeChangedAndItsReasonIsSealed() {
        Opened opened = paulo.opens();
        officer.put(path(opened) + "/" + UUID.randomUUID(), body(REASON)).expect(201);
        Records records = new Records(room.database().dataSource());
        for (String change : List.of(
                "update legal_hold set placed_at = now()",
                "delete from legal_hold",
                "delete from legal_hold_release")) {
            assertThrows(RuntimeException.class, () -> records.execute(change), change);
        }
        assertEquals(
                0,
                records.number(
                        "select count(*) from legal_hold where session_id = ? and position('Processo'::bytea in"
                                + " sealed_reason) > 0",
                        opened.session()));
    }

    @Test
    void theTherapistSeesItOnTheSessionsPage(Browser browser) {
        Opened opened = paulo.opens();
        Page page = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO).page();
        page.navigate(room.url() + "/session?id=" + opened.session());
        assertEquals(0, page.locator(".session-held").count());
        String hold = path(opened) + "/" + UUID.randomUUID();
        officer.put(hold, body(REASON)).expect(201);
        page.reload();
        String held = page.locator(".session-held").innerText();
        assertTrue(held.contains("Guarda legal desde") && held.contains(REASON), held);
        Accessibility.isAccessible(page, ColorScheme.LIGHT, "the page of a held session");
        Accessibility.isAccessible(page, ColorScheme.DARK, "the same page, dark");
        officer.delete(hold).expect(204);
        page.reload();
        assertEquals(0, page.locator(".session-held").count());
        page.context().close();
    }
}
