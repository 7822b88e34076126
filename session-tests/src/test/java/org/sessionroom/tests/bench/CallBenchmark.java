package org.sessionroom.tests.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;
import org.sessionroom.tests.driver.TurnServer;

/**
 * How soon two people see each other, with both browsers, server and PostgreSQL on the same machine and fake devices:
 *
 * <ul>
 *   <li>enter: from the client's click before the room to the first picture of the therapist, who is already there;
 *   <li>cut: both are connected over a relay; it and the client's connection carry nothing for five seconds; measured from
 *       their return to the next picture of the therapist.
 * </ul>
 */
public final class CallBenchmark {

    private static final int ENTRIES = 20;
    private static final int CUTS = 5;
    private static final int CUT_SECONDS = 5;

    /** The time from now, or from a click, to the next picture that is rendered, in ms. */
    private static final String NEXT_PICTURE = """
            (button) => new Promise((resolve) => {
              const start = performance.now();
              document.getElementById("remote-video").requestVideoFrameCallback(() => resolve(performance.now() - start));
              if (button) document.getElementById(button).click();
            })""";

    private CallBenchmark() {}

    public static void main(String[] arguments) {
        try (TurnServer turn = TurnServer.forPeopleHere();
                Browsers.Launched chromium = Browsers.Launched.now()) {
            try (Room direct = new Room(RunningRoom.asInAHospital("direct"))) {
                direct.start();
                enter(direct, chromium.browser());
            }
            try (Room relayed =
                    new Room(RunningRoom.asInAHospital("relayed").with(turn.environment(TurnServer.Transport.UDP)))) {
                relayed.start();
                cut(relayed, turn, chromium.browser());
            }
        }
    }

    private static void enter(Room room, Browser browser) {
        Page client = meet(room, browser);
        double[] times = measured(ENTRIES, () -> {
            client.evaluate("() => sessionStorage.clear()");
            client.reload();
            client.locator("#prejoin-enter").waitFor();
            client.locator("#prejoin-network:not([data-check=TESTING])").waitFor();
            return millis(client.evaluate(NEXT_PICTURE, "prejoin-enter"));
        });
        print("enter to first picture", times);
    }

    private static void cut(Room room, TurnServer turn, Browser browser) {
        Page client = meet(room, browser);
        double[] times = measured(CUTS, () -> {
            client.evaluate(NEXT_PICTURE, null);
            turn.freeze();
            client.context().setOffline(true);
            sleep(CUT_SECONDS);
            client.context().setOffline(false);
            turn.thaw();
            double time = millis(client.evaluate(NEXT_PICTURE, null));
            sleep(CUT_SECONDS);
            return time;
        });
        print("return of the line to next picture", times);
    }

    /** Connects two people in a call. @return the client's page */
    private static Page meet(Room room, Browser browser) {
        TherapistWindow helena = TherapistWindow.loggedIn(browser, room, DemoPerson.HELENA);
        helena.books("Rita", "");
        String link = helena.opensRoomOf("Rita");
        RoomWindow therapist = helena.comesTo();
        therapist.agreesToTheCall();
        therapist.enters();
        RoomWindow client = ClientWindow.at(browser, link).comesTo();
        client.agreesToTheCall();
        client.enters();
        therapist.presses("admit");
        client.page()
                .locator("#remote-tile[data-shows=video]")
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(WaitForSelectorState.VISIBLE));
        return client.page();
    }

    private static double[] measured(int runs, DoubleSupplier run) {
        return DoubleStream.generate(run).limit(runs).sorted().toArray();
    }

    private static double millis(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void sleep(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String what, double[] sorted) {
        System.out.printf(
                "%-40s n=%3d  median %5.0f ms  p95 %5.0f ms  all %s%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(0.95 * sorted.length) - 1],
                Arrays.toString(Arrays.stream(sorted).mapToLong(Math::round).toArray()));
    }
}
