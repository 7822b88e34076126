package org.sessionroom.tests.bench;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.ChangingRooms;
import org.sessionroom.tests.driver.HeldRow;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/**
 * For five minutes the row of one session is locked, and one of two nodes is frozen in a transaction of another session, while
 * people in twenty rooms of the first node each change something once a second. Prints how long these wait, per half minute,
 * and the same without the lock.
 */
final class HeldSessionBenchmark {

    private static final int ROOMS = 20;
    private static final Duration HELD = Duration.ofMinutes(5);
    private static final Duration PART = Duration.ofSeconds(30);

    private HeldSessionBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (Room room = new Room(RunningRoom.asInAHospital("held", Ports.free(2)))) {
            room.start();
            measure(room, arguments.length > 0 ? Duration.parse(arguments[0]) : HELD);
        }
    }

    private static void measure(Room room, Duration length) throws Exception {
        Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
        Opened held = started(therapist);
        Opened frozen = started(therapist);
        WildFly second = room.nodes().get(1);
        Therapist elsewhere = Therapist.loggedIn(room, DemoPerson.PAULO);
        elsewhere.goesTo(second);
        try (ChangingRooms others = ChangingRooms.opened(room, therapist, ROOMS);
                RoomSocketClient inHeld = therapist.enters(held);
                RoomSocketClient onSecond = elsewhere.enters(frozen)) {
            others.change(1_000);
            for (int i = 0; i < 2; i++) {
                part(others, "nothing held");
            }
            HeldRow.during(room.database(), held.session(), () -> {
                freeze(room, frozen, onSecond, second);
                for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; ) {
                    for (int i = 0; i < 10; i++) {
                        inHeld.sendUnlessClosed(
                                Changes.frame(UUID.randomUUID(), Changes.placed(UUID.randomUUID(), "Pai"))
                                        .toString());
                    }
                    part(others, "one row held, one node frozen");
                }
            });
            signal("CONT", second);
        }
    }

    private static Opened started(Therapist therapist) {
        Opened opened = therapist.opens();
        try (RoomSocketClient line = therapist.enters(opened)) {
            line.command("START");
        }
        return opened;
    }

    /** A change on the node waits for the locked row; the node is frozen, and then gets the row. */
    private static void freeze(Room room, Opened opened, RoomSocketClient line, WildFly node) throws Exception {
        HeldRow.during(room.database(), opened.session(), () -> {
            line.change(Changes.placed(UUID.randomUUID(), "Mãe"));
            TimeUnit.MILLISECONDS.sleep(300);
            signal("STOP", node);
        });
    }

    private static void signal(String signal, WildFly node) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(node.process().pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }

    private static void part(ChangingRooms others, String what) throws InterruptedException {
        others.waited();
        TimeUnit.MILLISECONDS.sleep(PART.toMillis());
        long[] waited = others.waited();
        System.out.printf(
                "%-32s n=%5d  p50 %4d ms  p99 %4d ms  max %4d ms  refused %d%n",
                what,
                waited.length,
                ChangingRooms.share(waited, 0.5).toMillis(),
                ChangingRooms.share(waited, 0.99).toMillis(),
                ChangingRooms.share(waited, 1).toMillis(),
                others.refusals().size());
    }
}
