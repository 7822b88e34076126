package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritableFolderTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftOfTheProbe() throws IOException {
        WritableFolder.require(folder, "the room's data", 1);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void tooLittleSpaceIsSaidInMegabytes() {
        String said = refusal(folder, 1L << 40);
        assertTrue(said.contains("nearly full") && said.contains("MB") && said.contains("the room's data"), said);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        String said = refusal(folder.resolve("missing"), 1);
        assertTrue(said.contains("missing") && said.contains("is not there"), said);
    }

    /** Not even root can write into the kernel's own file system. */
    @Test
    void aFolderInWhichNothingCanBeWrittenIsNamed() {
        String said = refusal(Path.of("/proc"), 1);
        assertTrue(said.contains("Nothing can be written to /proc"), said);
    }

    @Test
    void theCauseIsSaidInTheWordsOfWhoeverMendsIt() {
        assertSays("the disk is full", new FileSystemException("f", null, "No space left on device"));
        assertSays("the disk is full", new IOException("No space left on device"));
        assertSays("mounted read-only", new FileSystemException("f", null, "Read-only file system"));
        assertSays("permission denied", new AccessDeniedException("f"));
    }

    private static void assertSays(String words, IOException cause) {
        String said = StartupException.because("It failed", cause).getMessage();
        assertTrue(said.contains(words), said);
    }

    private static String refusal(Path folder, long megabytes) {
        return assertThrows(StartupException.class, () -> WritableFolder.require(folder, "the room's data", megabytes))
                .getMessage();
    }
}
