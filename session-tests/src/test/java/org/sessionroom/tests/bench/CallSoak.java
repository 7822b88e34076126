package org.sessionroom.tests.bench;

import com.google.gson.JsonElement;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/**
 * A call of thirty minutes between two browsers. Every ten seconds both must have rendered new pictures of the other. Every
 * minute two figures are printed: the memory that each page's scripts hold after a garbage collection, and the memory of all
 * the browser's processes together (PSS), which includes pictures, sound and the connections. The run fails if either grows by
 * more than ten per cent from the five minutes after the warm-up to the last five (medians).
 */
public final class CallSoak {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final int WARM_UP_MINUTES = 5;
    private static final int LOOK_SECONDS = 10;
    private static final double MOST_GROWTH = 1.10;

    private CallSoak() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Room room = new Room(RunningRoom.asInAHospital("soak"));
                Browsers.Launched chromium = Browsers.Launched.now()) {
            room.start();
            run(room, chromium.browser());
        }
        System.exit(0);
    }

    private static void run(Room room, Browser browser) throws InterruptedException {
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
        List<Watched> both = List.of(new Watched(therapist.page()), new Watched(client.page()));
        List<Double> processes = new ArrayList<>();
        for (Watched page : both) {
            page.page.locator("#remote-tile[data-shows=video]").waitFor();
        }
        long end = System.nanoTime() + LENGTH.toNanos();
        for (int look = 1; System.nanoTime() < end; look++) {
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
            both.forEach(Watched::mustHaveMoved);
            if (look * LOOK_SECONDS % 60 == 0) {
                int minute = look * LOOK_SECONDS / 60;
                both.forEach(Watched::measure);
                processes.add(megabytesOfProcesses(browser));
                System.out.printf("minute %2d  %s, processes %.0f MB%n", minute, both, processes.get(minute - 1));
            }
        }
        both.forEach(page -> mustNotHaveGrown("scripts", page.memory));
        mustNotHaveGrown("processes", processes);
    }

    private static double megabytesOfProcesses(Browser browser) {
        CDPSession devtools = browser.newBrowserCDPSession();
        try {
            double kilobytes = 0;
            for (JsonElement process :
                    devtools.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
                Path memory =
                        Path.of("/proc", process.getAsJsonObject().get("id").getAsString(), "smaps_rollup");
                kilobytes += Files.readAllLines(memory).stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                        .sum();
            }
            return kilobytes / 1024;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            devtools.detach();
        }
    }

    private static void mustNotHaveGrown(String what, List<Double> byMinute) {
        double atFirst = median(byMinute.subList(WARM_UP_MINUTES - 1, 2 * WARM_UP_MINUTES - 1));
        double atLast = median(byMinute.subList(byMinute.size() - WARM_UP_MINUTES, byMinute.size()));
        System.out.printf("%s: %.2f MB at first, %.2f MB at last%n", what, atFirst, atLast);
        if (atLast > atFirst * MOST_GROWTH) {
            throw new IllegalStateException(what + " hold more and more");
        }
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    /** One of the two pages. */
    private static final class Watched {

        private final Page page;
        private final CDPSession devtools;
        private final List<Double> memory = new ArrayList<>();
        private double pictures;

        Watched(Page page) {
            this.page = page;
            devtools = page.context().newCDPSession(page);
            devtools.send("HeapProfiler.enable");
        }

        void mustHaveMoved() {
            double now = ((Number) page.evaluate(
                            "() => document.getElementById('remote-video').getVideoPlaybackQuality().totalVideoFrames"))
                    .doubleValue();
            if (now <= pictures) {
                throw new IllegalStateException("no new picture of the other for " + LOOK_SECONDS + " s");
            }
            pictures = now;
        }

        void measure() {
            devtools.send("HeapProfiler.collectGarbage");
            memory.add(devtools.send("Runtime.getHeapUsage").get("usedSize").getAsDouble() / 1e6);
        }

        @Override
        public String toString() {
            return String.format("%.2f MB, %.0f pictures", memory.get(memory.size() - 1), pictures);
        }
    }
}
