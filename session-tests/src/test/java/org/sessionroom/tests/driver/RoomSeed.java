package org.sessionroom.tests.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;

/**
 * What every new room would make for itself before its server starts: its keys, and a database cluster without tables. It is
 * made once, by a room without a node, and copied. The master key belongs to it, since a room takes no database without one.
 */
final class RoomSeed {

    private static final List<String> PARTS = List.of("database", "keys");

    private final Path folder;

    private RoomSeed(Path folder) {
        this.folder = folder;
    }

    static RoomSeed madeIn(Path folder) {
        try (Room room = new Room(RoomSettings.ofSystemProperties().with(folder, Ports.free(0)))) {
            room.start();
        }
        return new RoomSeed(folder);
    }

    /** Does nothing where a room has been before. */
    void sow(Path room) {
        try {
            if (Files.exists(room)) {
                return;
            }
            Files.createDirectories(room);
            for (String part : PARTS) {
                copy(folder.resolve(part), room.resolve(part));
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
