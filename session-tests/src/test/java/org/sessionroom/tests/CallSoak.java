package org.sessionroom.tests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/**
 * A call of thirty minutes between two browsers. Every ten seconds both must have painted new pictures of the other; every
 * minute the memory that both pages' scripts hold after a garbage collection is printed. It grows no further than ten per
 * cent over what it was after five minutes, or the run fails.
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
        for (Watched page : both) {
            page.page.locator("#remote-tile[data-shows=video]").waitFor();
        }
        long end = System.nanoTime() + LENGTH.toNanos();
        for (int look = 1; System.nanoTime() < end; look++) {
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
            both.forEach(Watched::mustHaveMoved);
            if (look * LOOK_SECONDS % 60 == 0) {
                int minute = look * LOOK_SECONDS / 60;
                both.forEach(page -> page.measure(minute));
                System.out.printf("minute %2d  %s%n", minute, both);
            }
        }
        both.forEach(Watched::mustNotHaveGrown);
    }

    /** One of the two pages. */
    private static final class Watched {

        private final Page page;
        private final CDPSession devtools;
        private final List<Double> memory = new ArrayList<>();
        private double pictures;
        private double atFirst;

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

        void measure(int minute) {
            devtools.send("HeapProfiler.collectGarbage");
            double megabytes =
                    devtools.send("Runtime.getHeapUsage").get("usedSize").getAsDouble() / 1e6;
            memory.add(megabytes);
            if (minute == WARM_UP_MINUTES) {
                atFirst = megabytes;
            }
        }

        void mustNotHaveGrown() {
            double last = memory.get(memory.size() - 1);
            System.out.printf("%.2f MB after %d minutes, %.2f MB at the end%n", atFirst, WARM_UP_MINUTES, last);
            if (last > atFirst * MOST_GROWTH) {
                throw new IllegalStateException("the page's scripts hold more and more");
            }
        }

        @Override
        public String toString() {
            return String.format("%.2f MB, %.0f pictures", memory.get(memory.size() - 1), pictures);
        }
    }
}
