package org.sessionroom.tests.bench;

import static org.sessionroom.tests.driver.RoomSocketClient.has;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TherapistWindow;

/**
 * How smoothly one of forty figures is dragged: the therapist moves it for five seconds, some eighty times a second, and the
 * client watches. The time between frames is measured in both pages; at 60 frames a second it is 16.7 ms.
 */
public final class FieldBenchmark {

    private static final int FIGURES = 40;
    private static final int RUNS = 5;
    private static final Duration DRAG = Duration.ofSeconds(5);
    private static final long HAND_MILLIS = 12;
    private static final double RADIUS = 90;

    /** Frames that take longer than one and a half frames at 60 per second are visibly late. */
    private static final double LATE_MILLIS = 25;

    private static final String RECORD = """
            () => {
              const frames = (window.frames60 = []);
              let last = 0;
              const next = (now) => {
                if (window.frames60 !== frames) return;
                if (last) frames.push(now - last);
                last = now;
                requestAnimationFrame(next);
              };
              requestAnimationFrame(next);
            }""";

    private static final String RECORDED =
            "() => { const frames = window.frames60; window.frames60 = null; return frames; }";

    private FieldBenchmark() {}

    public static void main(String[] arguments) {
        try (Room room = new Room(RunningRoom.asInAHospital("field"));
                Browsers.Launched chromium = Browsers.Launched.now()) {
            room.start();
            measure(room, chromium.browser());
        }
    }

    private static void measure(Room room, Browser browser) {
        Therapist.Opened opened = Therapist.loggedIn(room, DemoPerson.HELENA).opens();
        try (RoomSocketClient desk = opened.by().enters(opened)) {
            desk.command("START");
            for (int i = 0; i < FIGURES; i++) {
                UUID changeId = UUID.randomUUID();
                double x = i % 8 * 220 - 770;
                double y = i / 8 * 220 - 440;
                desk.send(Changes.frame(changeId, Changes.placed(UUID.randomUUID(), "F" + i, x, y)));
                desk.await(has("changeId", changeId));
            }
        }
        Page therapist = Browsers.newVisitor(browser).newPage();
        TherapistWindow.logIn(therapist, room, DemoPerson.HELENA);
        therapist.navigate(room.url() + "/room?session=" + opened.session());
        RoomWindow desk = RoomWindow.on(therapist);
        RoomWindow client = ClientWindow.at(browser, opened.link()).joins();
        desk.presses("admit");
        client.seesTheField();
        for (RoomWindow one : List.of(desk, client)) {
            one.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
            one.figure("F" + (FIGURES - 1)).waitFor();
        }
        drag(desk, client);
        for (int run = 1; run <= RUNS; run++) {
            drag(desk, client).forEach(frames -> print(frames));
        }
    }

    /** @return the frames of both pages while one page dragged the figure in circles and the other displayed it */
    private static List<Frames> drag(RoomWindow hand, RoomWindow eye) {
        Locator figure = hand.figure("F" + FIGURES / 2).locator(".figure-hit");
        BoundingBox box = figure.boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        hand.page().mouse().move(x, y);
        hand.page().mouse().down();
        hand.page().evaluate(RECORD);
        eye.page().evaluate(RECORD);
        long start = System.nanoTime();
        for (long now = start; now - start < DRAG.toNanos(); now = System.nanoTime()) {
            double turn = (now - start) / 1e9 * Math.PI;
            hand.page().mouse().move(x + RADIUS * Math.sin(turn), y + RADIUS * (1 - Math.cos(turn)));
            rest();
        }
        var frames = List.of(Frames.of("dragging", hand), Frames.of("watching", eye));
        hand.page().mouse().move(x, y);
        hand.page().mouse().up();
        return frames;
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(HAND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(Frames frames) {
        System.out.printf(
                "%s among %d: n=%d  median %.1f ms  p99 %.1f ms  longest %.1f ms  late %d%n",
                frames.whose,
                FIGURES,
                frames.millis.length,
                frames.at(0.5),
                frames.at(0.99),
                frames.at(1),
                frames.late());
    }

    /** Milliseconds from one frame of a page to the next, shortest first. */
    private record Frames(String whose, double[] millis) {

        static Frames of(String whose, RoomWindow window) {
            List<?> frames = (List<?>) window.page().evaluate(RECORDED);
            return new Frames(
                    whose,
                    frames.stream()
                            .mapToDouble(frame -> ((Number) frame).doubleValue())
                            .sorted()
                            .toArray());
        }

        double at(double share) {
            return millis[(int) Math.ceil(share * millis.length) - 1];
        }

        long late() {
            return Arrays.stream(millis).filter(frame -> frame > LATE_MILLIS).count();
        }
    }
}
