package org.sessionroom.tests.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/**
 * How long a therapist and a client wait for the room: from the start of the navigation in a browser without any cache, over HTTPS, until
 * the page is interactive (its mark {@code interactive}), with browser, server and PostgreSQL on the same machine. The parts of
 * this time are printed as well: until the page's first byte, and until all scripts are loaded and executed.
 */
public final class PageBenchmark {

    private static final int RUNS = 10;
    private static final String MARK = "interactive";

    private PageBenchmark() {}

    public static void main(String[] arguments) {
        try (Room room = new Room(RunningRoom.asInAHospital("pages"));
                Browsers.Launched chromium = Browsers.Launched.now()) {
            room.start();
            measure(room, chromium.browser());
        }
    }

    private static void measure(Room room, Browser browser) {
        TherapistWindow helena = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        helena.books("Rita", "");
        ClientWindow rita = ClientWindow.at(browser, helena.opensRoomOf("Rita"));
        measure("therapist", helena.enters().page());
        measure("client", rita.joins().page());
    }

    private static void measure(String whose, Page page) {
        String url = page.url();
        BrowserContext known = page.context();
        page.close();
        print(whose + ", for the first time", load(known, url));
        double[] times = IntStream.rangeClosed(1, RUNS)
                .mapToDouble(run -> {
                    Load load = load(known, url);
                    print(whose + ", run " + run, load);
                    return load.interactive();
                })
                .sorted()
                .toArray();
        System.out.printf(
                "%s, until interactive, %d runs: median %.0f ms, longest %.0f ms%n",
                whose, RUNS, Arrays.stream(times).skip(RUNS / 2).findFirst().orElseThrow(), times[RUNS - 1]);
    }

    private static Load load(BrowserContext known, String url) {
        try (BrowserContext cold = Browsers.newVisitorLike(known)) {
            Page page = cold.newPage();
            page.navigate(url);
            page.waitForFunction("mark => performance.getEntriesByName(mark).length", MARK);
            return new Load(
                    millis(page, "performance.getEntriesByType('navigation')[0].responseStart"),
                    millis(page, "performance.getEntriesByType('navigation')[0].domContentLoadedEventStart"),
                    millis(page, "performance.getEntriesByName('" + MARK + "')[0].startTime"));
        }
    }

    private static double millis(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private static void print(String what, Load load) {
        System.out.printf(
                "%-40s first byte %5.0f ms, scripts run %5.0f ms, interactive %5.0f ms%n",
                what, load.firstByte(), load.scriptsRun(), load.interactive());
    }

    /** Milliseconds since the navigation began. */
    private record Load(double firstByte, double scriptsRun, double interactive) {}
}
