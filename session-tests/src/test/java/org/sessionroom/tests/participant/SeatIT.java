package org.sessionroom.tests.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.consent.Purpose;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** The client's seat: who takes it by a newer link, and what remains of the person before. */
@ExtendWith({RunningRoom.class, Browsers.class})
class SeatIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    @Test
    void whoeverHadTheSeatBeforeIsOutForGood() {
        Opened opened = therapist.opens();
        var alice = new Client(room).joins(opened.link(), "Alice");
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient alicesLine = alice.enters(opened)) {
            alicesLine.await("welcome");
            assertEquals("done", desk.command("ADMIT"));
            alicesLine.await(frame -> RoomSocketClient.is("session").test(frame)
                    && frame.getJsonObject("session").getBoolean("admitted"));
            HttpVisitor.Pass kept = alice.pass(opened.session());

            var bruno = new Client(room).joins(therapist.invitesAgain(opened), "Bruno");

            assertEquals(4004, alicesLine.closeCode());
            desk.await(clientCalled("Bruno"));
            try (RoomSocketClient brunosLine = bruno.enters(opened)) {
                brunosLine.await("welcome");
                assertEquals(4004, RoomSocketClient.open(room, kept.ticket()).closeCode());
                Api alices = Api.of(room).with(kept.token());
                alices.get("/sessions/" + opened.session()).expectProblem(403, "NOT_YOURS");
                alices.get("/sessions/" + opened.session() + "/field").expectProblem(403, "NOT_YOURS");
                assertEquals(401, alice.askForPass(opened.session(), "CLIENT").statusCode());

                assertEquals("done", desk.command("ADMIT"));
                brunosLine.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
            }
        }
    }

    @Test
    void whatWhoeverHadTheSeatBeforeAgreedToIsNoWordOfTheOneWhoTakesIt(Browser browser) {
        Opened opened = therapist.opens();
        String consents = "/sessions/" + opened.session() + "/consents";
        Api alices = Api.of(room)
                .with(new Client(room)
                        .joins(opened.link(), "Alice")
                        .pass(opened.session())
                        .token());
        for (Purpose purpose : Purpose.values()) {
            alices.post(consents, Pair.decision(purpose.name(), "GIVEN", purpose.textVersion(), "pt-BR"))
                    .expect(201);
        }
        RoomWindow brunos =
                ClientWindow.at(browser, therapist.invitesAgain(opened)).comesTo();
        brunos.seesThePageBefore();
        brunos.page().locator("#prejoin-network:not([data-check=TESTING])").waitFor();
        assertEquals(
                0, brunos.page().locator("#prejoin input[role=switch]:checked").count());
        brunos.enters();
        assertEquals(
                List.of(),
                Api.of(room)
                        .with(therapist.pass(opened.session()).token())
                        .get(consents)
                        .expect(200)
                        .array()
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .skip(Purpose.values().length)
                        .filter(decision -> decision.getString("decision").equals("GIVEN"))
                        .toList());
        brunos.page().context().close();
    }

    /** On a computer that several clients use. */
    @Test
    void whatWhoeverHadTheSeatBeforeChoseIsNotHowTheOneWhoTakesItReads(Browser browser) {
        Opened opened = therapist.opens();
        ClientWindow window = ClientWindow.at(browser, opened.link());
        Page page = window.page();
        window.comesTo().seesThePageBefore();
        page.locator("#prejoin a[hreflang=en]").click();
        Locator dark = page.locator("#prejoin [data-theme-toggle]");
        dark.click();
        assertEquals(List.of("en", "dark"), readsIn(page));
        page.reload();
        assertEquals(List.of("en", "dark"), readsIn(page));

        page.navigate(therapist.invitesAgain(opened));
        page.reload();
        window.comesTo().seesThePageBefore();
        assertEquals(List.of("pt-BR", ""), readsIn(page));
        page.context().close();
    }

    private static Object readsIn(Page page) {
        page.locator("#prejoin").waitFor();
        return page.evaluate("() => [document.documentElement.lang, document.documentElement.dataset.theme ?? '']");
    }

    @Test
    void whatWhoeverHadTheSeatBeforeWroteIsNotByTheOneWhoTakesIt(Browser browser) {
        Opened opened = therapist.opens();
        var alice = new Client(room).joins(opened.link(), "Alice");
        try (RoomSocketClient desk = therapist.enters(opened)) {
            try (RoomSocketClient alicesLine = alice.enters(opened)) {
                alicesLine.await("welcome");
                assertEquals("done", desk.command("ADMIT"));
                alicesLine.send(Json.createObjectBuilder()
                        .add("type", "chat")
                        .add("messageId", UUID.randomUUID().toString())
                        .add("text", "Aqui é a Alice")
                        .build());
                alicesLine.await("chatted");
            }
            desk.send(Json.createObjectBuilder()
                    .add("type", "command")
                    .add("id", UUID.randomUUID().toString())
                    .add("command", "SHARE_TRANSCRIPT")
                    .add("shared", true)
                    .build());
            desk.await(transcriptShared(true));
            RoomWindow brunos =
                    ClientWindow.at(browser, therapist.invitesAgain(opened)).joins();
            desk.await(transcriptShared(false));
            brunos.waitsForTheTherapist();
            assertEquals("done", desk.command("ADMIT"));
            brunos.opens("chat");
            Locator messages = brunos.page().locator(".chat-group");
            messages.waitFor();
            assertEquals("false", messages.getAttribute("data-own"));
            assertEquals(
                    "Cliente (convite anterior)", messages.locator(".chat-name").textContent());
            assertEquals(
                    "",
                    brunos.page().locator("[data-unread-words=chat]").first().textContent());
            brunos.page().context().close();
        }
    }

    @Test
    void whoLosesTheSeatToANewerLinkIsToldSoAndCanCopyWhatTheyWrote(Browser browser) {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened)) {
            RoomWindow anas = ClientWindow.at(browser, opened.link()).joins();
            anas.waitsForTheTherapist();
            assertEquals("done", desk.command("ADMIT"));
            anas.seesTheField();
            anas.opens("chat");
            anas.page().locator("#chat-text").fill("Só mais uma coisa");
            new Client(room).joins(therapist.invitesAgain(opened), "Bruno");
            anas.page().locator("#state-written").waitFor();
            assertEquals(
                    "Só mais uma coisa", anas.page().locator("#state-written").textContent());
            assertEquals(
                    "Seu lugar na sala não está mais aberto aqui",
                    anas.page().locator("#state-title").textContent());
            anas.page().context().close();
        }
    }

    private static Predicate<JsonObject> transcriptShared(boolean shared) {
        return RoomSocketClient.is("session")
                .and(frame -> frame.getJsonObject("session").getBoolean("transcriptShared") == shared);
    }

    private static Predicate<JsonObject> clientCalled(String name) {
        return RoomSocketClient.is("presence")
                .and(frame -> frame.getJsonArray("people").getValuesAs(JsonObject.class).stream()
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
        try (RoomSocketClient desk = therapist.enters(opened)) {
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
        try (RoomSocketClient desk = therapist.enters(opened);
                RoomSocketClient client = new Client(room).joins(opened.link()).enters(opened)) {
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
    void whoComesByANewerLinkTakesTheSeatAndWaitsAgain(Browser browser) {
        Opened opened = therapist.opens();
        try (RoomSocketClient desk = therapist.enters(opened)) {
            RoomWindow first = ClientWindow.at(browser, opened.link()).joins();
            first.waitsForTheTherapist();
            assertEquals("done", desk.command("ADMIT"));
            first.seesTheField();

            RoomWindow second =
                    ClientWindow.at(browser, therapist.invitesAgain(opened)).joins();
            second.waitsForTheTherapist();
            first.sees("não está mais aberto aqui");
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
