package org.sessionroom.tests.health;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.launcher.StartupException;
import org.sessionroom.tests.driver.RunningRoom;

/** Without the key that sealed its data, the application does not start, and the log states the reason. */
@ExtendWith(RunningRoom.class)
class MasterKeyIT {

    @TempDir
    private Path folder;

    @Test
    void aKeyTheDataWasNotSealedWithIsRefused(Room sealed) throws IOException {
        Path other = Files.writeString(
                folder.resolve("other.key"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        var environment = new HashMap<>(RunningRoom.SIGNING_KEYS.environment());
        environment.put("SESSION_MASTER_KEY_FILE", other.toString());
        environment.put("SESSION_DB_PORT", Integer.toString(sealed.database().port()));
        String said = refusal(environment);
        assertTrue(said.contains("The data in this database was sealed with the master key"), said);
    }

    /** With a new key, all sealed data would be lost. */
    @Test
    void besideDataAnEmptyKeyIsToBeRestoredAndNothingElseIsAdvised(Room sealed) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.key"));
        var environment = new HashMap<>(RunningRoom.SIGNING_KEYS.environment());
        environment.put("SESSION_MASTER_KEY_FILE", empty.toString());
        environment.put("SESSION_DB_PORT", Integer.toString(sealed.database().port()));
        String said = refusal(environment);
        assertTrue(said.contains(empty + " is empty"), said);
        assertTrue(said.contains("restore that key from its backup"), said);
        assertFalse(said.contains("openssl"), said);
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
