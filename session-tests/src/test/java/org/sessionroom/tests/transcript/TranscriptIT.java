package org.sessionroom.tests.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Accessibility;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Recogniser;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;
import org.sessionroom.tests.driver.Voice;

/** Two people speak, each in a browser and with a microphone of their own, and a speech server transcribes. */
@Tag("call")
class TranscriptIT {

    private static Recogniser recogniser;
    private static Room room;
    private static Browsers.Launched paulos;
    private static Browsers.Launched anas;
    private static Records records;

    private RoomWindow paulo;
    private RoomWindow ana;

    @BeforeAll
    static void start() {
        recogniser = new Recogniser();
        room = RunningRoom.started("transcript", recogniser.environment());
        records = new Records(room.database().dataSource());
        paulos = Browsers.Launched.speaking(Voice.DEEP.recording(RunningRoom.FOLDER.resolve("voices")));
        anas = Browsers.Launched.speaking(Voice.HIGH.recording(RunningRoom.FOLDER.resolve("voices")));
    }

    @AfterAll
    static void end() {
        Stream.of(paulos, anas, room, recogniser).forEach(TranscriptIT::close);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void bothComeToTheThreshold() {
        TherapistWindow agenda = TherapistWindow.loggedIn(paulos.browser(), room, DemoPerson.PAULO);
        String name = "Ana " + UUID.randomUUID();
        agenda.books(name, "");
        String link = agenda.opensRoomOf(name);
        paulo = agenda.comesTo();
        paulo.agreesToTheCall();
        ana = ClientWindow.at(anas.browser(), link).comesTo();
        ana.agreesToTheCall();
    }

    private void bothMeet() {
        paulo.enters();
        anaComesIn();
    }

    private void anaComesIn() {
        ana.enters();
        paulo.presses("admit");
        ana.seesTheField();
    }

    @AfterEach
    void bothGo() {
        List<String> faults =
                Stream.of(paulo, ana).flatMap(one -> one.faults().stream()).toList();
        paulo.page().context().close();
        ana.page().context().close();
        assertEquals(List.of(), faults);
    }

    @Test
    void whatEachSaysStandsAsTheirsOnTheTherapistsPageInTheApiAndInTheDatabase() {
        paulo.agreesTo("TRANSCRIPTION");
        ana.agreesTo("TRANSCRIPTION");
        bothMeet();
        assertEquals("LISTENING", state(paulo, "LISTENING"));
        assertEquals("LISTENING", state(ana, "LISTENING"));
        paulo.opens("assistant");
        words(paulo, "THERAPIST", Voice.DEEP).first().waitFor();
        words(paulo, "CLIENT", Voice.HIGH).first().waitFor();
        assertEquals(0, words(paulo, "CLIENT", Voice.DEEP).count());
        assertEquals(0, words(paulo, "THERAPIST", Voice.HIGH).count());

        String session = paulo.session();
        List<String> inTheApi = Api.of(room)
                .as("paulo")
                .get("/sessions/" + session + "/transcript")
                .expect(200)
                .array()
                .getValuesAs(JsonObject.class)
                .stream()
                .map(line -> line.getString("role") + " " + line.getString("text"))
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of("CLIENT a voz aguda", "THERAPIST a voz grave"), inTheApi);
        assertTrue(records.transcript(session).containsAll(List.of("THERAPIST SPOKEN", "CLIENT SPOKEN")));
        assertEquals(List.of(), records.columnsThatShow("a voz"));
        assertEquals(0, ana.page().getByText("a voz").count(), "nothing is shown to the client");

        ana.turns("microphone");
        Eventually.holds("one microphone less", () -> ana.page()
                .locator("#control-microphone[aria-pressed=false]")
                .isVisible());
        paulo.chooses("off-record-0");
        assertEquals("OFF_RECORD", state(ana, "OFF_RECORD"));
        assertEquals("OFF_RECORD", state(paulo, "OFF_RECORD"));
        Eventually.holds("end of both streams", () -> recogniser.streams() == 0);
    }

    @Test
    void theTherapistReadsAndMendsItInTheRoomAndOnTheSessionsPage() {
        for (RoomWindow one : List.of(paulo, ana)) {
            one.agreesTo("TRANSCRIPTION");
            one.agreesTo("AI_ANALYSIS");
        }
        paulo.enters();
        // Placed before any utterance, so that the figure is on the field at the time of each of them.
        paulo.places("Mulher", "Mãe");
        anaComesIn();
        paulo.opens("assistant");
        words(paulo, "CLIENT", Voice.HIGH).first().waitFor();
        words(paulo, "THERAPIST", Voice.DEEP).first().waitFor();
        paulo.page().locator(".transcript-line [data-tone]").first().waitFor();
        isAccessible(paulo.page(), "the assistant's panel");
        paulo.chooses("share-transcript");
        paulo.page().keyboard().press("Escape");
        ana.opens("transcript");
        words(ana, "CLIENT", Voice.HIGH).first().waitFor();
        isAccessible(ana.page(), "the client's transcript");
        ana.page().locator("#assistant").click();
        ana.page()
                .locator("#assistant-reading:text('Um assistente de inteligência artificial lê a transcrição')")
                .waitFor();
        isAccessible(ana.page(), "the assistant's menu");
        paulo.presses("complete");
        paulo.agrees();
        ana.sees("A sessão terminou");

        String session = paulo.session();
        Page record = paulo.page();
        record.navigate(room.url() + "/session?id=" + session);
        Locator line = record.locator(".transcript-line[data-role=CLIENT]").first();
        line.locator("[data-do=correct]").click();
        line.locator("textarea").fill("Às vezes penso em me matar.");
        line.locator("[data-do=keep]").click();
        line.getByText("Às vezes penso em me matar.").waitFor();
        record.locator(".mention").waitFor();
        record.locator("[data-do=draft]").click();
        record.locator(".draft-text .citation[data-line]").first().click();
        record.locator(".transcript-line:focus").waitFor();
        record.locator(".draft-text .citation[data-during]").first().click();
        record.locator("dialog.moment[open] [role=img][aria-label='Mãe']").waitFor();
        isAccessible(record, "the field at the time of a line");
        record.keyboard().press("Escape");
        record.locator(".mention [data-do=seen]").click();
        record.locator(".mentions-seen summary").click();
        record.locator(".mentions-seen .mention").getByText("me matar").waitFor();
        assertEquals(0, record.getByText("Nenhuma das expressões").count(), "what was said is not denied");
        isAccessible(record, "the assistant on the session's page");
        record.reload();
        record.locator(".transcript-line")
                .getByText("Às vezes penso em me matar.")
                .waitFor();
        record.locator(".draft-text .citation").first().waitFor();

        assertEquals(
                0,
                record.locator(".transcript-line[data-role=CLIENT] [data-do=strike]")
                        .count());
        record.locator(".transcript-line[data-role=THERAPIST] [data-do=strike]")
                .first()
                .click();
        isAccessible(record, "the question before a line is erased");
        record.locator("#confirm-go").click();
        record.locator(".transcript-line[data-role=THERAPIST][data-state=STRUCK]:focus")
                .waitFor();
        assertTrue(records.transcript(session).contains("THERAPIST STRUCK"));

        Api.of(room)
                .as("paulo")
                .post(
                        "/sessions/" + session + "/transitions",
                        "{\"transition\":\"CANCEL\",\"reason\":\"Marcada em duplicidade\"}")
                .expect(200);
        record.reload();
        record.locator(".transcript-line").first().waitFor();
        assertEquals(
                0,
                record.locator("[data-do=strike], [data-do=correct], [data-do=draft]")
                        .count(),
                "an annulled session stays as it is");
    }

    @Test
    void nothingLeavesTheBrowsersWhileOneHasNotAgreedAndEverythingElseWorks() {
        paulo.agreesTo("TRANSCRIPTION");
        long before = recogniser.heard();
        bothMeet();
        assertEquals("ASKING", state(paulo, "ASKING"));
        assertEquals("ASKING", state(ana, "ASKING"));
        paulo.places("Mulher", "Mãe");
        ana.figure("Mãe").waitFor();
        assertEquals(before, recogniser.heard());
        assertEquals(0, recogniser.streams());

        ana.presses("settings");
        ana.page().locator("#settings-TRANSCRIPTION").check();
        Eventually.holds("both microphones", () -> recogniser.streams() == 2);
        assertEquals("LISTENING", state(paulo, "LISTENING"));
        ana.page().locator("#settings-TRANSCRIPTION").uncheck();
        Eventually.holds("end of both", () -> recogniser.streams() == 0);
        assertEquals("ASKING", state(paulo, "ASKING"));
        ana.page().keyboard().press("Escape");
    }

    /** Only the room's connection breaks, as on a change of networks; the microphone has a connection of its own. */
    @Test
    void whoseLineBrokeIsHeardAgain() {
        ana.page().addInitScript("""
                const Real = WebSocket;
                window.sockets = [];
                window.WebSocket = class extends Real {
                  constructor(...more) {
                    super(...more);
                    window.sockets.push(this);
                  }
                };
                """);
        ana.page().reload();
        ana.agreesToTheCall();
        paulo.agreesTo("TRANSCRIPTION");
        ana.agreesTo("TRANSCRIPTION");
        bothMeet();
        paulo.opens("assistant");
        words(paulo, "CLIENT", Voice.HIGH).first().waitFor();
        Eventually.holds("both microphones", () -> recogniser.streams() == 2);
        ana.page()
                .evaluate(
                        "() => sockets.filter(({ url }) => url.includes('/socket/room')).forEach(one => one.close())");
        Eventually.holds("one microphone less", () -> recogniser.streams() < 2);
        Eventually.holds("both microphones again", () -> recogniser.streams() == 2);
        int before = words(paulo, "CLIENT", Voice.HIGH).count();
        Eventually.holds("new words", () -> words(paulo, "CLIENT", Voice.HIGH).count() > before);
        assertEquals("LISTENING", state(paulo, "LISTENING"));
        assertEquals("LISTENING", state(ana, "LISTENING"));
    }

    @Test
    void aSpeechServerThatGoesAwayIsSeenByBothAndHeardAgain() {
        paulo.agreesTo("TRANSCRIPTION");
        ana.agreesTo("TRANSCRIPTION");
        bothMeet();
        Eventually.holds("both microphones", () -> recogniser.streams() == 2);
        try {
            recogniser.goesAway();
            assertEquals("LOST", state(paulo, "LOST"));
            assertEquals("LOST", state(ana, "LOST"));
        } finally {
            recogniser.comesBack();
        }
        assertEquals("LISTENING", state(paulo, "LISTENING"));
        paulo.opens("assistant");
        words(paulo, "CLIENT", Voice.HIGH).first().waitFor();
    }

    private static void isAccessible(Page page, String what) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            Accessibility.isAccessible(page, theme, what);
        }
    }

    /** The state of the assistant; waits until it is the expected one. */
    private static String state(RoomWindow who, String expected) {
        who.page().locator("#assistant[data-state=" + expected + "]").waitFor();
        return who.page().locator("#assistant").getAttribute("data-state");
    }

    private static Locator words(RoomWindow who, String role, Voice voice) {
        return who.page()
                .locator(".transcript-line[data-role=" + role + "] .transcript-words")
                .getByText(voice.words());
    }
}
