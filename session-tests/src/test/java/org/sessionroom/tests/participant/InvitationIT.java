package org.sessionroom.tests.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HeldRow;
import org.sessionroom.tests.driver.LostAnswer;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** An invitation link is valid for one person, once, and only until a newer invitation is sent. */
@ExtendWith({RunningRoom.class, Browsers.class})
class InvitationIT {

    private static final String POOR_BROWSER = """
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
              Object.defineProperty(window, name, { get() { throw new DOMException('not here', 'SecurityError'); } });
            }
            Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
            delete window.RTCPeerConnection;""";

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    /** What the join page shows in a new browser profile. */
    private static String said(Browser browser, String link) {
        ClientWindow window = ClientWindow.at(browser, link);
        String invitation = window.invitation();
        assertTrue(window.page().locator("main h1").innerText().length() > 5, "it is said kindly");
        window.page().context().close();
        return invitation;
    }

    /** A new link locks the session first and then the link that it revokes: the other order would be a deadlock. */
    @Test
    void whoeverEntersByALinkLocksItOnlyAfterTheSession() throws Exception {
        Opened opened = therapist.opens();
        CompletableFuture<Client> joining = new CompletableFuture<>();
        HeldRow.during(room.database(), opened.session(), () -> {
            joining.completeAsync(() -> new Client(room).joins(opened.link()));
            Eventually.holds("it waits", () -> new Records(room.database().dataSource()).waitingForRows() > 0);
            HeldRow.ofInvitations(room.database(), opened.session()).release();
        });
        joining.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aTryThatFailedIsRepeatedWithWhatWasTyped(Browser browser) {
        Page page = ClientWindow.at(
                        browser,
                        Therapist.loggedIn(room, DemoPerson.PAULO).opens().link())
                .page();
        page.locator("[id='join:name']").fill("Joana Nova");
        page.context().setOffline(true);
        page.locator("[id='join:enter']").click();
        page.locator("#join-failed:visible").waitFor();
        assertTrue(page.locator("[id='join:enter']").isEnabled());
        page.context().setOffline(false);
        page.locator("#join-failed [data-retry]").click();
        page.waitForURL("**/room?*");
        page.getByText("Olá, Joana").first().waitFor();
        page.context().close();
    }

    /** The server has given the seat, but the phone loses its connection before the answer arrives. */
    @Test
    void aSeatWhoseAnswerWasLostIsFoundAgain(Browser browser) {
        Page page = ClientWindow.at(browser, therapist.opens().link()).page();
        LostAnswer.to(page, "**/join", "join%3Aenter");
        page.locator("[id='join:name']").fill("Joana Nova");
        page.locator("[id='join:enter']").click();
        page.locator("#join-failed:visible").waitFor();
        page.reload();
        page.locator("[data-invitation=VALID]").waitFor();
        assertEquals("Joana Nova", page.locator("[id='join:name']").inputValue());
        page.locator("[id='join:enter']").click();
        page.waitForURL("**/room?*");
        page.getByText("Olá, Joana").first().waitFor();
        page.context().close();
    }

    @Test
    void aLinkUsedBeforeIsExplained(Browser browser) {
        Opened opened = therapist.opens();
        assertEquals("VALID", said(browser, opened.link()));
        new Client(room).joins(opened.link());
        assertEquals("INVITATION_USED", said(browser, opened.link()));
        assertEquals("INVITATION_USED", Client.kind(new Client(room).tryToJoin(opened.link())));
    }

    /** Somebody with an old link must not revoke the newer ones, or use up the invitations that the therapist may send. */
    @Test
    void onlyByTheNewestLinkAnotherCanBeRequested() {
        Opened opened = therapist.opens();
        new Client(room).joins(opened.link());
        String newer = therapist.invitesAgain(opened);
        Client stranger = new Client(room);
        assertEquals("INVITATION_USED", stranger.looksAt(opened.link()));
        for (int times = 0; times < 8; times++) {
            stranger.triesToRenew(opened.link());
        }
        assertEquals("VALID", new Client(room).looksAt(newer));
        assertEquals("VALID", new Client(room).looksAt(therapist.invitesAgain(opened)), "the therapist may go on");
    }

    @Test
    void whoHoldsAUsedLinkHasAnotherSentToTheBookedAddress(Browser browser) {
        Opened opened = therapist.opens();
        String used = ClientWindow.linkMailedTo(room, opened.booking().clientEmail());
        new Client(room).joins(used);
        ClientWindow elsewhere = ClientWindow.at(browser, used);
        assertEquals("INVITATION_USED", elsewhere.invitation());
        elsewhere.page().locator("[id='join:renew']").click();
        elsewhere
                .page()
                .getByText("Um novo link está a caminho do e-mail do agendamento.")
                .waitFor();
        assertEquals(0, elsewhere.page().locator("[id='join:renew']").count());
        elsewhere.page().context().close();
        String newer = Eventually.get("another link", () -> Optional.of(
                        ClientWindow.linkMailedTo(room, opened.booking().clientEmail()))
                .filter(link -> !link.equals(used)));
        assertEquals("VALID", said(browser, newer));
    }

    /** Simulates the embedded browser of another program: no camera, and only cookies are stored. */
    @Test
    void inABrowserWithoutCameraOrStorageTheLinkIsNotSpentUnawares(Browser browser) {
        Opened opened = therapist.opens();
        Page page = Browsers.newVisitor(browser).newPage();
        page.addInitScript(POOR_BROWSER);
        var faults = new ArrayList<String>();
        page.onPageError(faults::add);
        page.navigate(opened.link());
        page.getByText("Aqui não há como usar câmera e microfone.").waitFor();
        assertEquals(opened.link(), page.locator("#join-link").inputValue());
        assertEquals("VALID", said(browser, opened.link()), "nothing is used up");
        for (String language : List.of("en", "pt-BR")) {
            page.locator("a[hreflang]").click();
            page.locator("html[lang=" + language + "] [data-invitation=VALID]").waitFor();
            page.reload();
            page.locator("[data-invitation=VALID]").waitFor();
        }
        page.locator("[id='join:enter']").click();
        RoomWindow client = RoomWindow.on(page);
        client.waitsForTheTherapist();
        assertEquals(List.of(), faults);
        page.context().close();
    }

    @Test
    void aTypedNameSurvivesTheOtherLanguageAndIsNotKept(Browser browser) {
        Page page = ClientWindow.at(browser, therapist.opens().link()).page();
        page.locator("[id='join:name']").fill("Joana Nova");
        page.locator("a[hreflang]").click();
        page.locator("html[lang=en] [data-invitation=VALID]").waitFor();
        assertEquals("Joana Nova", page.locator("[id='join:name']").inputValue());
        assertFalse(page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")
                .toString()
                .contains("Joana"));
        page.reload();
        page.locator("[data-invitation=VALID]").waitFor();
        assertFalse(page.locator("[id='join:name']").inputValue().contains("Joana"), "a reload starts again");
        page.context().close();
    }

    @Test
    void aPageThatDoesNotComeToLifeSaysSoAndHasAWayOut(Browser browser) {
        Opened opened = therapist.opens();
        Page page = Browsers.newVisitor(browser).newPage();
        page.route("**/js/participant/join.js", Route::abort);
        page.navigate(opened.link());
        page.getByText("Esta página não abriu como devia.").waitFor();
        page.unroute("**/js/participant/join.js");
        page.locator("#start-again").click();
        page.locator("[data-invitation=VALID]").waitFor();
        page.locator("#start-failed").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        page.route(
                "**/js/room/room.js",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("null.entered;")));
        page.locator("[id='join:enter']").click();
        page.waitForURL("**/room?*");
        page.getByText("Esta página não abriu como devia.").waitFor();
        page.context().close();
    }

    @Test
    void aNewerLinkRevokesTheOneBefore(Browser browser) {
        Opened opened = therapist.opens();
        String newer = therapist.invitesAgain(opened);
        assertEquals("INVITATION_REVOKED", said(browser, opened.link()));
        assertEquals("INVITATION_REVOKED", Client.kind(new Client(room).tryToJoin(opened.link())));
        assertEquals("VALID", said(browser, newer));
    }

    @Test
    void aCancelledSessionIsOver(Browser browser) {
        Opened opened = therapist.opens();
        Api.of(room)
                .with(therapist.pass(opened.session()).token())
                .post(
                        "/sessions/" + opened.session() + "/transitions",
                        "{\"transition\":\"CANCEL\",\"reason\":\"client is ill\"}")
                .expect(200);
        assertEquals("SESSION_ENDED", said(browser, opened.link()));
    }

    @Test
    void aLinkThatWasNeverIssuedIsUnknown(Browser browser) {
        assertEquals("INVITATION_UNKNOWN", said(browser, room.url() + "/join#" + "A".repeat(43)));
        assertEquals("INVITATION_UNKNOWN", said(browser, room.url() + "/join#garbage"));
        assertEquals("INVITATION_UNKNOWN", said(browser, room.url() + "/join"));
    }

    @Test
    void aLinkPastItsTimeSaysSo(Browser browser) {
        Opened opened = therapist.opens();
        new Records(room.database().dataSource()).expireInvitations(opened.session());
        assertEquals("INVITATION_EXPIRED", said(browser, opened.link()));
        assertEquals("INVITATION_EXPIRED", Client.kind(new Client(room).tryToJoin(opened.link())));
        assertEquals("VALID", said(browser, therapist.invitesAgain(opened)));
    }

    @Test
    void aMailScannerUsesNothingUp() {
        Opened opened = therapist.opens();
        var scanner = new Client(room);
        for (int times = 0; times < 3; times++) {
            assertEquals(200, scanner.get("/join").statusCode());
        }
        assertEquals("VALID", scanner.looksAt(opened.link()));
        new Client(room).joins(opened.link());
    }

    /** Their own day may be another than the hospital's. */
    @Test
    void beforeTheRoomAClientReadsTheDateToo(Browser browser) {
        Page page = ClientWindow.at(browser, therapist.opens().link()).comesTo().page();
        String words = page.locator(".prejoin-words > .secondary").first().textContent();
        assertTrue(words.matches("(?s).* \\d{1,2} de .* de \\d{4}.*"), words);
        page.context().close();
    }

    private static void books(AppointmentJson booking) {
        Api.of(room)
                .asScheduling()
                .put("/appointments/" + booking.externalId(), booking.json())
                .expect(200);
    }

    /** An internationalised domain is sent to the mail server as it is stored: in A-labels. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ana-%s@Clínica.Example, ana-%s@xn--clnica-4va.example",
                "\"ana %s\"@example.org, \"ana %s\"@example.org"
            })
    void mailGoesToWhateverAddressWasTaken(String typed, String mailed) {
        Opened opened = therapist.opens();
        String some = UUID.randomUUID().toString();
        AppointmentJson booking = opened.booking();
        books(new AppointmentJson(
                booking.externalId(),
                booking.therapist(),
                booking.clientName(),
                typed.formatted(some),
                booking.startsAt()));
        ClientWindow.linkMailedTo(room, mailed.formatted(some));
    }

    @Test
    void theMailSaysWhoSendsItAndShowsTheLinkInBothParts() {
        Opened opened = therapist.opens();
        var mail = ClientWindow.mailTo(room, opened.booking().clientEmail());
        assertEquals("\"Sala de Sessão\" <sala@localhost>", mail.from());
        assertTrue(mail.text().contains(opened.link()), mail.text());
        assertTrue(mail.html().contains(">" + opened.link() + "<"), mail.html());
    }

    @Test
    void theMailSaysInWhichTimeZoneAndUntilWhen() {
        Opened opened = therapist.opens();
        String mail = ClientWindow.mailTo(room, opened.booking().clientEmail()).text();
        assertTrue(mail.contains("Horário de Brasília"), mail);
        Instant until = opened.booking().startsAt().plus(Duration.ofHours(2));
        String time = DateTimeFormatter.ofPattern("HH:mm").format(until.atZone(ZoneId.of("America/Sao_Paulo")));
        assertTrue(mail.contains("até") && mail.contains(time), mail);
    }
}
