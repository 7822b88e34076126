package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.consent.Purpose;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TherapistWindow;

/** The page of a past session. */
@ExtendWith({RunningRoom.class, Browsers.class})
class SessionPageIT {

    private static Room room;
    private static Browser browser;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running, Browser launched) {
        room = running;
        browser = launched;
        therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
    }

    private static String path(String session) {
        return "/session?id=" + session;
    }

    /** A new browser of this person; after the login it shows this address. */
    private static Page opens(DemoPerson person, String path) {
        Page page = Browsers.newVisitor(browser).newPage();
        page.navigate(room.url() + path);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(person.fullName()))
                .click();
        page.waitForURL(room.url() + path);
        return page;
    }

    private static String text(Page page, String selector) {
        return page.locator(selector).innerText();
    }

    private static void shows(Page page, String selector, String... words) {
        String shown = text(page, selector);
        for (String word : words) {
            assertTrue(shown.contains(word), () -> word + " in " + shown);
        }
    }

    @Test
    void itsTherapistFindsAllThatIsKept() {
        Therapist.Opened opened = PlayedSession.of(therapist);
        Page page = opens(DemoPerson.PAULO, path(opened.session()));
        var faults = new CopyOnWriteArrayList<String>();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        page.reload();
        String client = PlayedSession.CLIENT;
        shows(page, "h1", "Sessão com " + client);
        shows(page, "#session-status", "Encerrada");
        assertTrue(text(page, "#pauses").startsWith("1 · "), text(page, "#pauses"));
        shows(
                page,
                "#part-course",
                "Sala aberta",
                "Sessão iniciada",
                "Pausa",
                "Sessão retomada",
                "Sessão encerrada",
                "por " + DemoPerson.PAULO.fullName());
        shows(
                page,
                "#part-consents",
                "Videochamada",
                client + " aceitou",
                "Texto versão " + Purpose.VIDEO_CALL.textVersion() + ", lido em português");
        shows(page, "#part-chat", client, PlayedSession.SAID);
        page.locator("#part-field .figure-label").getByText(PlayedSession.LABEL).waitFor();
        page.locator("#part-field summary").click();
        shows(page, "#field-words", PlayedSession.LABEL, "Mulher");
        page.waitForFunction("text => document.querySelector('#notes-text')?.value === text", PlayedSession.NOTE);
        showsTheCall(page, client);
        assertEquals(List.of(), faults);
        page.context().close();
    }

    private static void showsTheCall(Page page, String client) {
        shows(
                page,
                "#part-quality [data-role=CLIENT]",
                client + ": como a chamada chegou",
                "boa · ",
                "3 travamentos",
                "direta");
        shows(page, "#part-quality [data-role=THERAPIST]", "regular · ", "por retransmissão");
        page.locator("#part-quality [data-role=CLIENT] summary").click();
        shows(page, "#part-quality [data-role=CLIENT] tbody", "boa", "20 40", "1.200 1.200", "direto");
        assertFalse(page.locator("#part-quality [data-role=CLIENT] .chart-median")
                .first()
                .getAttribute("d")
                .isEmpty());
    }

    @Test
    void notesGoOnAfterTheEndAndAreThereAgain() {
        Therapist.Opened opened = PlayedSession.of(therapist);
        Page page = opens(DemoPerson.PAULO, path(opened.session()));
        page.waitForFunction("text => document.querySelector('#notes-text')?.value === text", PlayedSession.NOTE);
        page.locator("#notes-text").fill(PlayedSession.NOTE + " Sem pressa.");
        page.locator("#notes-saved[data-saved=saved]").getByText("Salvo").waitFor();
        page.reload();
        page.waitForFunction(
                "text => document.querySelector('#notes-text')?.value === text", PlayedSession.NOTE + " Sem pressa.");
        page.context().close();
    }

    /** What the page does not contain yet is not said to be missing. */
    @Test
    void aSessionThatRunsIsShownAsItIsNowAndThePageSaysSo() {
        Therapist.Opened opened = therapist.opens();
        String path = path(opened.session());
        assertEquals(0, opens(DemoPerson.PAULO, path).locator("#running").count());
        try (RoomSocketClient desk = therapist.enters(opened)) {
            desk.command("START");
            Page page = opens(DemoPerson.PAULO, path);
            shows(page, "#running", "está em andamento", "até ");
            Api.of(room)
                    .as(DemoPerson.PAULO.userName())
                    .post("/sessions/" + opened.session() + "/transitions", "{\"transition\":\"COMPLETE\"}")
                    .expect(200);
            page.locator("#running a").click();
            page.locator("#session[data-status=COMPLETED]").waitFor();
            assertEquals(0, page.locator("#running").count());
        }
    }

    @Test
    void withoutACallThatIsSaid() {
        Therapist.Opened opened;
        try (Pair pair = Pair.waiting(therapist)) {
            opened = pair.opened();
        }
        Page page = opens(DemoPerson.PAULO, path(opened.session()));
        shows(page, "#quality-none", "não foi medida");
        shows(page, "#part-consents", "Ninguém respondeu");
        shows(page, "#part-field", "ainda não tem figuras");
        page.locator("#enter").click();
        page.waitForURL("**/room?session=" + opened.session());
        page.context().close();
    }

    @Test
    void itIsAnnulledFromThereAndTheReasonStays() {
        Therapist.Opened opened = PlayedSession.of(therapist);
        Page page = opens(DemoPerson.PAULO, path(opened.session()));
        page.locator("#ask-cancel").click();
        page.locator("[id='cancelling:cancel']").click();
        page.locator("#cancel-dialog").getByText("Diga o motivo").waitFor();
        page.locator("[id='cancelling:reason']").fill("Marcada em duplicidade");
        page.context().clearCookies();
        page.locator("[id='cancelling:cancel']").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(DemoPerson.PAULO.fullName()))
                .click();
        // The stored input is kept for the person, but does not open the dialog.
        page.locator("#notes-text").waitFor();
        assertFalse(page.locator("#cancel-dialog").isVisible());
        page.locator("#ask-cancel").click();
        assertEquals(
                "Marcada em duplicidade",
                page.locator("[id='cancelling:reason']").inputValue());
        page.locator("[id='cancelling:cancel']").click();
        page.locator("#session[data-status=CANCELLED]").waitFor();
        shows(page, "#part-course", "Sessão anulada", "Marcada em duplicidade");
        shows(page, "#notes-kept", PlayedSession.NOTE);
        assertEquals(0, page.locator("#ask-cancel").count());
        page.context().close();
    }

    @Test
    void nobodyElseSeesIt() {
        Therapist.Opened opened = PlayedSession.of(therapist);
        Page helena = opens(DemoPerson.HELENA, path(opened.session()));
        assertEquals("FORBIDDEN", helena.locator("[data-notice]").getAttribute("data-notice"));
        Response answer = helena.navigate(room.url() + path(opened.session()));
        assertEquals(403, answer.status());
        assertFalse(helena.content().contains(PlayedSession.CLIENT));
        for (String unknown : List.of(UUID.randomUUID().toString(), "nothing")) {
            assertEquals(404, helena.navigate(room.url() + path(unknown)).status());
            assertEquals("PAGE_NOT_FOUND", helena.locator("[data-notice]").getAttribute("data-notice"));
        }
        helena.context().close();
        Page officer = opens(DemoPerson.OTAVIO, path(opened.session()));
        assertEquals("FORBIDDEN", officer.locator("[data-notice]").getAttribute("data-notice"));
        officer.context().close();
    }

    @Test
    void itsClientIsAskedForALoginTheyDoNotHave() {
        Therapist.Opened opened = therapist.opens();
        var client = new Client(room).joins(opened.link());
        String answer = client.get(path(opened.session())).body();
        assertFalse(answer.contains("id=\"session\""), answer);
        assertEquals(
                401, client.askForPass(opened.session(), "THERAPIST&to=record").statusCode());
    }

    @Test
    void operationsSeeTheCourseAndTheCallAndNothingElse() {
        Therapist.Opened opened = PlayedSession.of(therapist);
        Page page = opens(DemoPerson.ALINE, path(opened.session()));
        shows(page, "#part-course", "Sessão encerrada", "pelo terapeuta");
        shows(page, "#part-quality", "Cliente: como a chamada chegou", "boa · ");
        assertEquals(
                List.of("part-quality", "part-course"),
                page.locator(".session-part").evaluateAll("parts => parts.map((part) => part.id)"));
        String source = page.content();
        for (String clinical : List.of(
                opened.booking().clientName(),
                PlayedSession.CLIENT,
                DemoPerson.PAULO.fullName(),
                PlayedSession.SAID,
                PlayedSession.LABEL,
                PlayedSession.NOTE)) {
            assertFalse(source.contains(clinical), clinical);
        }
        assertEquals(0, page.locator("#ask-cancel, #enter").count());
        page.context().close();
        long refused = new Records(room.database().dataSource())
                .number(
                        "select count(*) from audit_event where session_id = ? and actor = 'aline' and outcome = 'REFUSED'",
                        opened.session());
        assertEquals(0, refused, "what may not be seen is not asked for");
    }

    /** The quality is stored by seat; the times of the two are moved apart, as if the second had come minutes later. */
    @Test
    void theQualityOfTwoClientsIsShownForEachOfThem() throws InterruptedException {
        var records = new Records(room.database().dataSource());
        Therapist.Opened opened;
        try (Pair pair = Pair.calling(therapist)) {
            opened = pair.opened();
            PlayedSession.reports(pair.client(), 20, 40, false);
            records.execute("update call_quality set minute = minute - interval '5 minutes' where session_id = '"
                    + opened.session() + "'");
            records.execute(
                    "update invitation set redeemed_at = redeemed_at - interval '7 minutes' where session_id = '"
                            + opened.session() + "'");
            // The room adds up the samples of a minute, whoever they are of.
            TimeUnit.MILLISECONDS.sleep(60_100 - System.currentTimeMillis() % 60_000);
            Client second = new Client(room).joins(therapist.invitesAgain(opened), "Bia Moraes");
            try (RoomSocketClient line = second.enters(opened)) {
                assertEquals("done", pair.desk().command("ADMIT"));
                Api api = Api.of(room).with(second.pass(opened.session()).token());
                pair.decides(api, "GIVEN").expect(201);
                line.await(Pair.agreed("THERAPIST", "CLIENT"));
                PlayedSession.reports(line, 900, 990, true);
                records.execute("update invitation set redeemed_at = redeemed_at - interval '2 minutes'"
                        + " where redeemed_at > now() - interval '1 minute' and session_id = '" + opened.session()
                        + "'");
            }
        }
        Page page = opens(DemoPerson.PAULO, path(opened.session()));
        assertEquals(
                List.of("Cliente (convite anterior): como a chamada chegou", "Bia Moraes: como a chamada chegou"),
                page.locator("#part-quality .session-side-name").allInnerTexts());
        shows(page, "#part-quality [data-role=CLIENT] >> nth=0", "boa · ", "direta");
        shows(page, "#part-quality [data-role=CLIENT] >> nth=1", "fraca · ", "por retransmissão");
        page.context().close();
    }

    @Test
    void theAgendaAndTheEndedRoomLeadThere() {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        String client = "Ana " + UUID.randomUUID();
        agenda.books(client, "");
        agenda.opensRoomOf(client);
        RoomWindow paulo = agenda.enters();
        paulo.seesTheField();
        String session = paulo.session();
        paulo.presses("start");
        paulo.presses("complete");
        paulo.agrees();
        paulo.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ver a sessão"))
                .click();
        paulo.page().waitForURL("**" + path(session));
        paulo.page().navigate(room.url() + "/room?session=" + session);
        paulo.page().waitForURL("**" + path(session));
        paulo.page().locator(".session-back").click();
        agenda.row(client).locator(".agenda-act").click();
        paulo.page().waitForURL("**" + path(session));
        paulo.page().context().close();
    }
}
