package org.sessionroom.tests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;

/**
 * Gives tests the whole stack, started by the first test that needs it. It ends with the virtual machine, because JUnit's stores
 * end with each class if classes run in parallel.
 */
public final class RunningRoom implements ParameterResolver {

    /** The folder for all files of the tests' rooms. */
    static final Path FOLDER = Path.of(System.getProperty("room.folder")).toAbsolutePath();

    static final TwoSigningKeys SIGNING_KEYS = TwoSigningKeys.in(
            FOLDER.resolve("signing-" + ProcessHandle.current().pid()));

    private static final class Shared {

        static final Room ROOM = started("shared", Map.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(ROOM::close));
        }
    }

    /**
     * A room for one test, which must close it.
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
     * A room for measurements: with the server's options of a hospital instead of those of the demo's quick start.
     *
     * @param name of its folder
     */
    static RoomSettings asInAHospital(String name) {
        return asInAHospital(name, Ports.free(1));
    }

    /** The same, with as many nodes as there are ports for. */
    static RoomSettings asInAHospital(String name, Ports ports) {
        return RoomSettings.ofSystemProperties()
                .with(FOLDER.resolve(name + "-" + ProcessHandle.current().pid()), ports)
                .with(List.of("-Xms512m", "-Xmx1g"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Room.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Shared.ROOM;
    }
}
