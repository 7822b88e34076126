package org.sessionroom.tests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;

/**
 * What every new room of the tests would make for itself: its keys and a database cluster without tables, of which it gets copies; and
 * an archive of the classes of its server, which all rooms share, so that they need not be read and parsed again. The master key belongs
 * to the seed, since a room takes no database without one.
 */
public final class RoomSeed {

    private static final Path FOLDER = Path.of(System.getProperty("room.folder"), "seed");
    private static final List<String> PARTS = List.of("database", "keys");

    private RoomSeed() {}

    /** Makes the seed; the build does it before the first test. */
    public static void main(String[] arguments) {
        RoomSettings settings = RoomSettings.ofSystemProperties();
        try (Room room = new Room(settings.with(FOLDER, Ports.free(0)))) {
            room.start();
        }
        archiveClasses(settings);
    }

    /** Of a server that booted, and that somebody used. */
    private static void archiveClasses(RoomSettings settings) {
        Path folder = FOLDER.resolve("archived");
        sow(folder);
        String option = "-XX:ArchiveClassesAtExit=" + System.getProperty("room.classes");
        List<String> options =
                Stream.concat(RoomSettings.QUICK.stream(), Stream.of(option)).toList();
        try (Room room = new Room(settings.with(folder, Ports.free(1)).with(options))) {
            room.start();
            Therapist therapist = Therapist.loggedIn(room, DemoPerson.PAULO);
            therapist.enters(therapist.opens()).close();
            Process server = room.nodes().get(0).process();
            server.destroy();
            // Before the room would lose its patience: a busy machine writes the archive for a minute.
            server.onExit().join();
        }
    }

    /** Does nothing where a room has been before. */
    static void sow(Path room) {
        try {
            if (Files.exists(room)) {
                return;
            }
            Files.createDirectories(room);
            for (String part : PARTS) {
                copy(FOLDER.resolve(part), room.resolve(part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the permissions, at which both PostgreSQL and the launcher look. */
    private static void copy(Path tree, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(tree.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
