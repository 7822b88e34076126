package org.sessionroom.tests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;

/** Gives tests the whole stack, started by the first one that asks and ended after the last. */
public final class RunningRoom implements ParameterResolver {

    /** Everything the tests' rooms write. */
    static final Path FOLDER = Path.of(System.getProperty("room.folder")).toAbsolutePath();

    static final TwoSigningKeys SIGNING_KEYS = TwoSigningKeys.in(
            FOLDER.resolve("signing-" + ProcessHandle.current().pid()));

    /** Closed by JUnit with its store, after the last test. */
    private record Started(Room room) implements AutoCloseable {

        static Started now() {
            return new Started(started("shared", Map.of()));
        }

        @Override
        public void close() {
            room.close();
        }
    }

    /**
     * A room of a test's own, for the test to close.
     *
     * @param name of its folder
     * @param environment {@code SESSION_*} variables that differ from those of the shared room, such as those of a
     *     {@link TurnServer}
     */
    static Room started(String name, Map<String, String> environment) {
        var variables = new HashMap<>(SIGNING_KEYS.environment());
        variables.putAll(environment);
        var room = new Room(RoomSettings.ofSystemProperties()
                .with(FOLDER.resolve(name + "-" + ProcessHandle.current().pid()), Ports.free(1))
                .with(Map.copyOf(variables)));
        try {
            room.start();
            return room;
        } catch (RuntimeException e) {
            room.close();
            throw e;
        }
    }

    /**
     * A room to be measured: with the server's own options, as in a hospital, and not those of the demo's quick start.
     *
     * @param name of its folder
     */
    static RoomSettings asInAHospital(String name) {
        return RoomSettings.ofSystemProperties()
                .with(FOLDER.resolve(name + "-" + ProcessHandle.current().pid()), Ports.free(1))
                .with(List.of("-Xms512m", "-Xmx1g"));
    }

    static Room of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RunningRoom.class))
                .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .room();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Room.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }
}
