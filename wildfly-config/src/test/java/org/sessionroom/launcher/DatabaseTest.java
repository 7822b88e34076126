package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    static final Path BINARIES = Path.of("target/postgresql").toAbsolutePath();

    @TempDir
    private Path path;

    private final int port = Ports.free(1).database();

    private Database start() {
        return Database.start(path.resolve("database"), port, path.resolve("postgresql.log"), BINARIES);
    }

    private String refusal() {
        return assertTimeout(Duration.ofSeconds(30), () -> assertThrows(StartupException.class, this::start)
                .getMessage());
    }

    @Test
    void itsSocketLiesInNobodysWayAndItsDataOutlivesIt() throws Exception {
        try (var database = start();
                var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'still here' AS word");
            assertFalse(Files.exists(Path.of("/tmp/.s.PGSQL." + port)));
        }

        // As after a power failure: the process is killed, and its lock file and shared memory remain.
        Database killed = start();
        killed.process().destroyForcibly();
        killed.onExit().join();
        killed.close();
        try (var database = startedWithinThirtySeconds();
                var connection = database.dataSource().getConnection();
                var kept = connection.createStatement().executeQuery("SELECT word FROM kept")) {
            assertTrue(kept.next());
        }

        Path version = path.resolve("database/PG_VERSION");
        String own = Files.readString(version);
        Files.writeString(version, "13\n");
        String otherVersion = refusal();
        assertTrue(otherVersion.contains("version 13"), otherVersion);
        assertTrue(otherVersion.contains("pg_upgrade"), otherVersion);
        Files.writeString(version, own);

        Files.writeString(path.resolve("database/postgresql.auto.conf"), "shared_buffers = 'many'\n");
        String configuration = refusal();
        assertTrue(configuration.contains("shared_buffers"), configuration);
        Files.delete(path.resolve("database/postgresql.auto.conf"));
        start().close();
    }

    /** The processes of a killed server take a moment to end; until then a new one refuses to start. */
    private Database startedWithinThirtySeconds() throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                return start();
            } catch (StartupException notYet) {
                if (i == 30) {
                    throw notYet;
                }
                Thread.sleep(1000);
            }
        }
    }

    @Test
    void aFolderThatWasLeftHalfMadeIsNamed() throws Exception {
        Files.createDirectories(path.resolve("database/base"));
        Files.writeString(path.resolve("database/PG_VERSION"), "18\n");
        String said = refusal();
        assertTrue(said.contains("not complete") && said.contains("global/pg_control"), said);
        assertEquals("18\n", Files.readString(path.resolve("database/PG_VERSION")));
    }

    /** As on a file system that is mounted noexec. */
    @Test
    void programsThatMayNotBeExecutedAreNamed() throws Exception {
        Path program = path.resolve("programs/PG-1/bin/postgres");
        Files.createDirectories(program.getParent());
        Files.createFile(program);
        String said = Database.fault(path.resolve("programs"));
        assertTrue(said.contains("bin/postgres") && said.contains("noexec"), said);
        assertTrue(program.toFile().setExecutable(true));
        assertEquals("", Database.fault(path.resolve("programs")));
    }

    /** Not even root can write into the kernel's own file system. */
    @Test
    void aFolderThatCannotTakeTheProgramsIsNamed() {
        Path data = path.resolve("database");
        Path log = path.resolve("postgresql.log");
        String said = assertThrows(StartupException.class, () -> Database.start(data, port, log, Path.of("/proc")))
                .getMessage();
        assertTrue(said.contains("/proc") && said.contains("PostgreSQL's programs"), said);
    }
}
