package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.StartupException;
import org.sessionroom.tests.driver.RunningRoom;

/** If a room cannot start, a helpful message appears soon, instead of minutes without any output. */
@ExtendWith(RunningRoom.class)
class StartRefusedIT {

    @TempDir
    private Path folder;

    @Test
    void aTruncatedCertificateIsNamedBeforeAnythingStarts(Room whole) throws IOException {
        Path keys =
                RunningRoom.FOLDER.resolve("shared-" + ProcessHandle.current().pid() + "/keys");
        byte[] bytes = Files.readAllBytes(keys.resolve("certificate.p12"));
        Path truncated = Files.write(folder.resolve("truncated.p12"), Arrays.copyOf(bytes, bytes.length / 2));
        Instant began = Instant.now();
        String said = refusal(Map.of(
                "SESSION_TLS_KEYSTORE",
                truncated.toString(),
                "SESSION_TLS_KEYSTORE_PASSWORD",
                Files.readString(keys.resolve("keystore.password")).strip()));
        assertTrue(said.contains("damaged or not complete"), said);
        assertTrue(said.contains(truncated.toString()), said);
        assertTrue(said.contains("SESSION_TLS_KEYSTORE"), said);
        assertTrue(Duration.between(began, Instant.now()).toSeconds() < 30, "said soon");
    }

    /** Errors that only WildFly can detect end the wait as soon as it has booted. */
    @Test
    void whatWildFlyCannotStartIsNamedWhenItHasBooted() {
        String said = refusal(Map.of("SESSION_HTTP_ADDRESS", "203.0.113.7"));
        assertTrue(said.contains("not everything in it"), said);
        assertTrue(said.contains("failed to resolve interface plain"), said);
    }

    private String refusal(Map<String, String> environment) {
        RoomSettings settings = RoomSettings.ofSystemProperties()
                .with(RunningRoom.folder("refused"), Ports.free(1))
                .with(environment);
        try (Room room = new Room(settings)) {
            return assertThrows(StartupException.class, room::start).getMessage();
        }
    }
}
