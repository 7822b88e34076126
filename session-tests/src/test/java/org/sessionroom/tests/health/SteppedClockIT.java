package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.InstalledProgram;
import org.sessionroom.tests.driver.Management;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/**
 * The system clock of WildFly's machine is set back by three hours, or forward by two, and corrected twenty seconds later. The
 * monotonic clock is not affected, as on a real machine (CLOCK_MONOTONIC, POSIX). Periodic work continues meanwhile, and nothing
 * ends before its time.
 */
@Tag("kill")
class SteppedClockIT {

    private static final Duration STEP_LASTS = Duration.ofSeconds(20);
    /** Runs come every five seconds; this allows for one missed run. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Path SOURCE = Path.of("src/test/c/stepped-clock.c");

    private static Path shift;
    private static Room room;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(
                RunningRoom.FOLDER.resolve("clock-" + ProcessHandle.current().pid()));
        shift = folder.resolve("shift");
        shift(Duration.ZERO);
        room = RunningRoom.started(
                "stepped-clock", Map.of("LD_PRELOAD", compiled(folder).toString(), "STEPPED_CLOCK", shift.toString()));
    }

    @AfterAll
    static void end() {
        if (room != null) {
            room.close();
        }
    }

    private static Path compiled(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("stepped-clock.so");
        Process compiler = new ProcessBuilder(
                        InstalledProgram.path("gcc", "gcc and libc6-dev"),
                        "-shared",
                        "-fPIC",
                        "-O2",
                        "-o",
                        library.toString(),
                        SOURCE.toString())
                .inheritIO()
                .start();
        assertEquals(0, compiler.waitFor(), "the compiler ended with");
        return library;
    }

    private static void shift(Duration time) throws IOException {
        ByteBuffer seconds =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, time.toSeconds());
        try (FileChannel file = FileChannel.open(shift, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(seconds);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 2})
    void nobodyNoticesAndWhatIsRepeatedGoesOn(int hours) throws IOException {
        String over = started();
        String later = started();
        var records = new Records(room.database().dataSource());
        Therapist known = Therapist.loggedIn(room, DemoPerson.PAULO);
        try (RoomSocketClient line = known.enters(known.opens())) {
            shift(Duration.ofHours(hours));
            Eventually.holds("clock that was set", () -> Math.abs(hours * 60 - minutesAhead()) <= 1);
            records.age(over, "first_active_at", "2 hours");
            Eventually.holds(
                    "end while the clock is wrong", SOON, () -> status(over).equals("COMPLETED"));
            allTasksRun();
            LockSupport.parkNanos(STEP_LASTS.toNanos());
            assertEquals(200, known.get("/agenda").statusCode());
            line.changed(Changes.placed(UUID.randomUUID(), "Mãe"));
            assertEquals("ACTIVE", status(later), "what began just now");
            shift(Duration.ZERO);
            records.age(later, "first_active_at", "2 hours");
            Eventually.holds(
                    "end after it was set right", SOON, () -> status(later).equals("COMPLETED"));
            allTasksRun();
            assertEquals("/agenda", known.get("/agenda").uri().getPath());
            line.changed(Changes.placed(UUID.randomUUID(), "Pai"));
        }
    }

    private static long minutesAhead() {
        return Duration.between(Instant.now(), new Management(room).time()).toMinutes();
    }

    private static String started() {
        Opened opened = Therapist.loggedIn(room, DemoPerson.PAULO).opens();
        Api.of(room)
                .as(DemoPerson.PAULO.userName())
                .post("/sessions/" + opened.session() + "/transitions", "{\"transition\":\"START\"}")
                .expect(200);
        return opened.session();
    }

    private static String status(String session) {
        return new Records(room.database().dataSource()).status(session);
    }

    private static void allTasksRun() {
        JsonObject tasks = new Management(room).check("live", "tasks");
        Set<String> named = new TreeSet<>(tasks.keySet());
        assertTrue(
                named.containsAll(List.of(
                        "clock-watch",
                        "erasure",
                        "insights",
                        "microphone-guard",
                        "outbox",
                        "provider-health",
                        "room-presence",
                        "room-relay",
                        "room-state",
                        "session-deadlines",
                        "transcript-terms")),
                named::toString);
        var states = new HashMap<String, String>();
        named.forEach(task -> states.put(task, tasks.getString(task)));
        assertTrue(states.values().stream().allMatch("ok"::equals), states::toString);
    }
}
