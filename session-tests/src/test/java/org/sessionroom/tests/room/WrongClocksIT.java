package org.sessionroom.tests.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.CallWindow;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** Two people whose computers' clocks are ten minutes off, one ahead and one behind: pages use the server's time. */
@Tag("call")
@ExtendWith({RunningRoom.class, Browsers.class})
class WrongClocksIT {

    private static final Duration AHEAD = Duration.ofMinutes(10);
    private static final Duration BEHIND = AHEAD.negated();
    /** How much time a loaded machine may need between reading the page and reading the clock. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("America/Sao_Paulo"));

    /** Changes only the time of day; timers are not affected. */
    private static final String CLOCK = """
            window.Date = class extends Date {
              constructor(...parts) {
                if (parts.length) super(...parts);
                else super(Date.now());
              }
              static now() {
                return super.now() + %d;
              }
            };""";

    private final Room room;
    private final Browser browser;
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private RoomWindow paulo;
    private RoomWindow ana;
    private Instant admitted;

    WrongClocksIT(Room room, Browser browser) {
        this.room = room;
        this.browser = browser;
    }

    @BeforeEach
    void bothMeet() {
        String client = "Ana " + UUID.randomUUID();
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        goesWrong(agenda.page(), AHEAD);
        agenda.books(client, "");
        String link = agenda.opensRoomOf(client);
        paulo = agenda.comesTo();
        paulo.agreesToTheCall();
        paulo.enters();
        ClientWindow invited = ClientWindow.at(browser, link);
        goesWrong(invited.page(), BEHIND);
        ana = invited.comesTo();
        ana.agreesToTheCall();
        ana.enters();
        paulo.sees("acabou de chegar à sala de espera");
        admitted = Instant.now();
        paulo.presses("admit");
        ana.seesTheField();
    }

    private void goesWrong(Page page, Duration by) {
        page.context().addInitScript(CLOCK.formatted(by.toMillis()));
        CallWindow.listensIn(page.context());
        page.onResponse(response -> {
            if (response.status() >= 400) {
                refused.add(response.status() + " " + response.request().method());
            }
        });
    }

    @AfterEach
    void bothGo() {
        if (paulo != null && ana != null) {
            List<String> faults =
                    Stream.of(paulo, ana).flatMap(one -> one.faults().stream()).toList();
            paulo.page().context().close();
            ana.page().context().close();
            assertEquals(List.of(), faults);
        }
        assertEquals(List.of(), refused);
    }

    @Test
    void theySeeEachOtherAndTheSameTimeOfTheSession() {
        for (RoomWindow one : List.of(paulo, ana)) {
            new CallWindow(one).seesAndHears();
            assertEquals("PRESENT", one.page().locator("#presence").getAttribute("data-presence"));
            Duration shown = Duration.parse(one.page().locator("#elapsed").getAttribute("datetime"));
            Duration passed = Duration.between(admitted, Instant.now());
            assertTrue(passed.minus(shown).abs().compareTo(TOLERANCE) < 0, shown + " of " + passed);
            assertTrue(
                    List.of("restam 2 h", "restam 1 h 59 min")
                            .contains(one.page().locator("#remaining").textContent()),
                    one.page().locator("#remaining").textContent());
        }
        ana.page().reload();
        new CallWindow(ana).seesAndHears();
    }

    /** Even text that has not reached the server yet is shown with the server's time. */
    @Test
    void whatIsWrittenStandsAtTheServersTime() {
        for (RoomWindow one : List.of(paulo, ana)) {
            one.opens("chat");
        }
        ana.page().context().setOffline(true);
        Eventually.holds("notice of the cut line", ana::lineIsGone);
        Instant written = Instant.now();
        ana.writes("escrito sem rede");
        assertTrue(isAt(ana.chatTime(), written), ana.chatTime());
        ana.page().context().setOffline(false);
        Eventually.holds("line", () -> !ana.lineIsGone());
        paulo.sees("escrito sem rede");
        for (RoomWindow one : List.of(paulo, ana)) {
            assertTrue(isAt(one.chatTime(), Instant.now()) || isAt(one.chatTime(), written), one.chatTime());
        }
    }

    /** To the minute, which may have changed in between. */
    private static boolean isAt(String shown, Instant time) {
        return Stream.of(time, time.plusSeconds(2)).map(TIME::format).anyMatch(shown::equals);
    }
}
