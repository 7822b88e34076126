package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.Therapist.Opened;

/** What a link is good for: one person, once, and only while nobody was invited anew. */
@Tag("call")
@ExtendWith({RunningRoom.class, Browsers.class})
class InvitationIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    /** What somebody in a browser of their own is told. */
    private static String said(Browser browser, String link) {
        ClientWindow window = ClientWindow.at(browser, link);
        String invitation = window.invitation();
        assertTrue(window.page().locator("main h1").innerText().length() > 5, "it is said kindly");
        window.page().context().close();
        return invitation;
    }

    @Test
    void aLinkUsedBeforeIsExplained(Browser browser) {
        Opened opened = therapist.opens();
        assertEquals("VALID", said(browser, opened.link()));
        new Client(room).joins(opened.link());
        assertEquals("INVITATION_USED", said(browser, opened.link()));
        assertEquals("INVITATION_USED", Client.kind(new Client(room).tryToJoin(opened.link())));
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

    @Test
    void whoeverHadTheSeatBeforeIsOutForGood() {
        Opened opened = therapist.opens();
        var alice = new Client(room).joins(opened.link(), "Alice");
        try (RoomLine desk = therapist.enters(opened);
                RoomLine alicesLine = alice.enters(opened)) {
            alicesLine.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            alicesLine.await(frame -> RoomLine.is("session").test(frame)
                    && frame.getJsonObject("session").getBoolean("admitted"));
            HttpVisitor.Pass kept = alice.pass(opened.session());

            var bruno = new Client(room).joins(therapist.invitesAgain(opened), "Bruno");

            assertEquals(4004, alicesLine.closeCode());
            desk.await(clientCalled("Bruno"));
            try (RoomLine brunosLine = bruno.enters(opened)) {
                brunosLine.await("welcome");
                assertEquals(4004, RoomLine.open(room, kept.ticket()).closeCode());
                Api alices = Api.of(room).with(kept.token());
                alices.get("/sessions/" + opened.session()).expectProblem(403, "NOT_YOURS");
                alices.get("/sessions/" + opened.session() + "/field").expectProblem(403, "NOT_YOURS");
                assertEquals(401, alice.askForPass(opened.session(), "CLIENT").statusCode());

                assertEquals("done", desk.command("ADMIT"));
                brunosLine.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
            }
        }
    }

    private static Predicate<JsonObject> clientCalled(String name) {
        return RoomLine.is("presence").and(frame -> frame.getJsonArray("people").getValuesAs(JsonObject.class).stream()
                .anyMatch(person -> person.getString("role").equals("CLIENT")
                        && person.getString("name").equals(name)));
    }

    private static AppointmentJson corrected(Opened opened, String clientName) {
        AppointmentJson booking = opened.booking();
        return new AppointmentJson(
                booking.externalId(),
                booking.therapist(),
                clientName,
                "right-" + booking.clientEmail(),
                booking.startsAt());
    }

    private static void books(AppointmentJson booking) {
        Api.of(room)
                .asScheduling()
                .put("/appointments/" + booking.externalId(), booking.json())
                .expect(200);
    }

    @Test
    void aCorrectedAddressEndsTheLinkThatWentToTheOther() {
        Opened opened = therapist.opens();
        String toTheStranger = ClientWindow.linkMailedTo(room, opened.booking().clientEmail());
        AppointmentJson corrected = corrected(opened, "Beatriz Nogueira");
        books(corrected);
        assertEquals("INVITATION_REVOKED", new Client(room).looksAt(toTheStranger));
        String toTheClient = ClientWindow.linkMailedTo(room, corrected.clientEmail());
        assertEquals("VALID", new Client(room).looksAt(toTheClient));
        try (RoomLine desk = therapist.enters(opened)) {
            assertTrue(clientCalled("Beatriz Nogueira").test(desk.await("presence")));
        }
    }

    @Test
    void aStrangerInTheWaitingRoomLeavesItWhenTheAddressIsCorrectedAndSoDoesTheirWord() {
        try (Pair pair = Pair.waiting(therapist)) {
            pair.decides(pair.clientApi(), "TRANSCRIPTION", "GIVEN").expect(201);
            pair.desk().await(Pair.agreedTo("TRANSCRIPTION", "CLIENT"));
            books(corrected(pair.opened(), "Beatriz Nogueira"));
            assertEquals(4004, pair.client().closeCode());
            pair.desk().await(Pair.agreedTo("TRANSCRIPTION"));
            pair.desk().await(clientCalled("Beatriz Nogueira"));
        }
    }

    @Test
    void whoWasAdmittedStaysWhenTheAddressIsCorrected() {
        Opened opened = therapist.opens();
        try (RoomLine desk = therapist.enters(opened);
                RoomLine client = new Client(room).joins(opened.link()).enters(opened)) {
            client.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            Api.of(room)
                    .asScheduling()
                    .put(
                            "/appointments/" + opened.booking().externalId(),
                            corrected(opened, "Beatriz Nogueira").json())
                    .expectProblem(409, "APPOINTMENT_OPENED");
            client.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
        }
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

    @Test
    void whoComesByANewerLinkTakesTheSeatAndWaitsAgain(Browser browser) {
        Opened opened = therapist.opens();
        try (RoomLine desk = therapist.enters(opened)) {
            RoomWindow first = ClientWindow.at(browser, opened.link()).joins();
            first.waitsForTheTherapist();
            assertEquals("done", desk.command("ADMIT"));
            first.seesTheField();

            RoomWindow second =
                    ClientWindow.at(browser, therapist.invitesAgain(opened)).joins();
            second.waitsForTheTherapist();
            first.sees("não é sua");
            assertFalse(second.mayChange());
            assertEquals("done", desk.command("ADMIT"));
            second.seesTheField();
            Eventually.holds("right to move", second::mayChange);

            first.page().reload();
            first.page().locator("[data-notice=LINK_NEEDED]").waitFor();
            first.page().context().close();
            second.page().context().close();
        }
    }
}
