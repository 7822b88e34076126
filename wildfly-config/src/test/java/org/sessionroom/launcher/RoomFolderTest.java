package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomFolderTest {

    @Test
    void aSecondStartIsToldWhoHoldsTheFolderAndTheFirstKeepsIt(@TempDir Path path) {
        try (var first = new RoomFolder(path)) {
            first.hold();
            var refusal = assertThrows(StartupException.class, () -> new RoomFolder(path).hold());
            assertTrue(
                    refusal.getMessage()
                            .contains("process " + ProcessHandle.current().pid()),
                    refusal.getMessage());
            assertThrows(StartupException.class, () -> new RoomFolder(path).hold());
        }
        try (var next = new RoomFolder(path)) {
            next.hold();
        }
    }
}
