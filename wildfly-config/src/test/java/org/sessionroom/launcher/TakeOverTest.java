package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A launcher was killed, and the processes it had started keep running. */
class TakeOverTest {

    @TempDir
    Path path;

    private RoomFolder folder;

    @BeforeEach
    void holdFolder() throws Exception {
        folder = new RoomFolder(path);
        Files.createDirectories(folder.processes());
        Files.createDirectories(folder.log("any").getParent());
    }

    @AfterEach
    void leaveNothing() {
        ChildProcess.endOrphans(folder);
    }

    @Test
    void aProcessOfThisRoomIsEnded() throws Exception {
        Process orphan = sleeper(ChildProcess.mark(folder));
        ChildProcess.started(orphan, "session-1", folder);

        assertEquals(1, ChildProcess.endOrphans(folder));
        assertTrue(orphan.waitFor(5, TimeUnit.SECONDS));
        assertEquals(0, ChildProcess.endOrphans(folder));
    }

    @Test
    void aStrangerWhoWasGivenTheSameProcessIdIsLeftAlone() throws Exception {
        Process stranger = sleeper("-Dsession.room=/somewhere/else");
        try {
            ChildProcess.started(stranger, "session-1", folder);
            assertEquals(0, ChildProcess.endOrphans(folder));
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    /** A copied folder brings the process ids of the room that it was copied from. */
    @Test
    void aRoomWhoseFolderBeginsWithTheSameNameIsLeftAlone() throws Exception {
        Process sibling = sleeper(ChildProcess.mark(folder) + "-2");
        try {
            ChildProcess.started(sibling, "session-1", folder);
            assertEquals(0, ChildProcess.endOrphans(folder));
            assertTrue(sibling.isAlive());
        } finally {
            sibling.destroyForcibly();
        }
    }

    @Test
    void theDatabaseIsEndedAndStartedAnewWithItsData() throws Exception {
        int port = Ports.free(1).database();
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsADatabaseAndHangs.class.getName(),
                        path.toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        var said = new BufferedReader(new InputStreamReader(launcher.getInputStream()));
        assertEquals("started", said.readLine());
        launcher.destroyForcibly().waitFor();
        assertFalse(Ports.isFree(port), "PostgreSQL outlives a killed launcher");

        assertEquals(1, ChildProcess.endOrphans(folder));
        assertTrue(Ports.isFree(port));
        try (var database = Database.start(folder.database(), port, folder.log("postgresql"), DatabaseTest.BINARIES);
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var kept = statement.executeQuery("SELECT word, current_setting('fsync') FROM kept");
            assertTrue(kept.next());
            assertEquals("still here", kept.getString(1));
            assertEquals("on", kept.getString(2));
        }
        assertTrue(Ports.isFree(port));
    }

    /** As after a restart of the container, in which the ids of processes begin again. */
    @Test
    void theDatabaseStartsAlthoughAStrangerHasTheIdOfItsFormerProcess() throws Exception {
        int port = Ports.free(1).database();
        Database.start(folder.database(), port, folder.log("postgresql"), DatabaseTest.BINARIES)
                .close();
        Process stranger = sleeper("-Dsession.room=/somewhere/else");
        try {
            Path lock = Files.writeString(
                    folder.database().resolve("postmaster.pid"),
                    stranger.pid() + "\n" + folder.database() + "\n1\n" + port + "\n\nlocalhost\n 1 1\n");
            assertEquals(0, ChildProcess.endOrphans(folder));
            assertFalse(Files.exists(lock));
            Database.start(folder.database(), port, folder.log("postgresql"), DatabaseTest.BINARIES)
                    .close();
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    private static Process sleeper(String mark) throws Exception {
        return new ProcessBuilder("sh", "-c", "sleep 60; true", mark).start();
    }

    static final class StartsADatabaseAndHangs {
        public static void main(String[] args) throws Exception {
            var folder = new RoomFolder(Path.of(args[0]));
            var database = Database.start(
                    folder.database(), Integer.parseInt(args[1]), folder.log("postgresql"), DatabaseTest.BINARIES);
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept AS SELECT 'still here' AS word");
            }
            System.out.println("started");
            Thread.sleep(60_000);
        }
    }
}
