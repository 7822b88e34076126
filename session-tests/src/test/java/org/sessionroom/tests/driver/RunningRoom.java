package org.sessionroom.tests.driver;

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
    public static final Path FOLDER = Path.of(System.getProperty("room.folder")).toAbsolutePath();

    /** All rooms of a measurement are of one therapist. */
    private static final Map<String, String> MANY_ROOMS_OF_ONE = Map.of(
            "SESSION_RUNNING_PER_THERAPIST",
            "2000",
            "SESSION_MAILS_PER_THERAPIST",
            "2000",
            "SESSION_STREAMS_PER_PERSON",
            "100");

    public static final TwoSigningKeys SIGNING_KEYS = TwoSigningKeys.in(ownFolder("signing"));

    private static final class Shared {

        static final Room ROOM = started("shared", Map.of());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(ROOM::close));
        }
    }

    /** @param name of a room, which no other test of this virtual machine gives to its own */
    private static Path ownFolder(String name) {
        return FOLDER.resolve(name + "-" + ProcessHandle.current().pid());
    }

    /** For a room to be started in, which then need not make its keys and its database first. */
    public static Path folder(String name) {
        Path folder = ownFolder(name);
        RoomSeed.sow(folder);
        return folder;
    }

    /**
     * A room for one test, which must close it.
     *
     * @param name of its folder
     * @param environment {@code SESSION_*} variables that differ from those of the shared room, such as those of a
     *     {@link TurnServer}
     */
    public static Room started(String name, Map<String, String> environment) {
        var variables = new HashMap<>(SIGNING_KEYS.environment());
        variables.putAll(environment);
        var room = new Room(RoomSettings.ofSystemProperties()
                .with(folder(name), Ports.free(1))
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
    public static RoomSettings asInAHospital(String name) {
        return asInAHospital(name, Ports.free(1));
    }

    /** The same, with as many nodes as there are ports for. */
    public static RoomSettings asInAHospital(String name, Ports ports) {
        return RoomSettings.ofSystemProperties()
                .with(ownFolder(name), ports)
                .with(List.of("-Xms512m", "-Xmx1g"))
                .with(MANY_ROOMS_OF_ONE);
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
