package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, as far as it runs without a model, and a replacement for the rest. */
class SpeechEngineTest {
    private static final Path REAL = Path.of(System.getProperty("room.speech.engine"));

    @TempDir
    Path path;

    private RoomFolder folder;
    private int port;

    @BeforeEach
    void holdFolder() throws Exception {
        folder = new RoomFolder(path.resolve("room"));
        Files.createDirectories(folder.processes());
        Files.createDirectories(folder.log("any").getParent());
        port = Ports.free(1).speech();
    }

    @AfterEach
    void leaveNothing() {
        ChildProcess.endOrphans(folder);
    }

    @Test
    void anEmptyFolderIsNoModel() throws Exception {
        Path model = Files.createDirectory(path.resolve("modelo"));
        assertCannotStart("The folder " + model + " is empty; there should be a speech model in it.", REAL, model);
    }

    @Test
    void aFolderOfGarbageIsFoundOutByVosk() throws Exception {
        assertCannotStart("Vosk cannot read the model in " + garbage(), REAL, garbage());
    }

    @Test
    void aMachineThatVoskIsNotMadeForIsSaidSo() throws Exception {
        assertCannotStart("Vosk's library does not run on this machine", REAL, garbage(), "-Dos.arch=riscv64");
    }

    @Test
    void aCrashWhileTheModelIsReadIsToldWithTheModelsName() throws Exception {
        assertCannotStart(
                "while it read the model in " + path.resolve("crash"), StandInEngine.jar(path), path.resolve("crash"));
        try (var left = Files.list(Path.of(""))) {
            assertFalse(left.anyMatch(file -> file.getFileName().toString().startsWith("hs_err")));
        }
    }

    @Test
    void whenItIsReadyItRunsUntilItIsClosed() throws Exception {
        Process process;
        try (var engine = SpeechEngine.start(StandInEngine.jar(path), path, folder, port)) {
            engine.awaitReady();
            process = engine.process();
            assertTrue(process.isAlive());
            assertEquals(URI.create("ws://127.0.0.1:" + port), engine.url());
        }
        // Java learns of the end on another thread.
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, ChildProcess.endOrphans(folder));
    }

    @Test
    void aLaterLauncherFindsOneThatWasLeftBehind() throws Exception {
        var engine = SpeechEngine.start(StandInEngine.jar(path), path, folder, port);
        engine.awaitReady();
        assertEquals(1, ChildProcess.endOrphans(folder));
        assertTrue(engine.process().waitFor(5, TimeUnit.SECONDS));
    }

    @Test
    void itEndsWithALauncherThatWasKilled() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAnEngineAndHangs.class.getName(),
                        StandInEngine.jar(path).toString(),
                        folder.path().toString(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        var said = new BufferedReader(new InputStreamReader(launcher.getInputStream()));
        ProcessHandle engine = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        assertTrue(engine.isAlive());
        launcher.destroyForcibly().waitFor();
        engine.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aRoomWhoseModelCannotBeReadStartsNoWildFlyAndLeavesNothingRunning() throws Exception {
        Path anything = Files.createDirectory(path.resolve("anything"));
        var settings = new RoomSettings(
                folder.path(),
                Ports.free(1),
                anything,
                anything,
                Path.of(System.getProperty("room.identity.classpath")),
                Optional.empty(),
                Optional.of(new RoomSettings.Speech(REAL, anything)),
                Map.of(),
                List.of());
        try (Room room = new Room(settings)) {
            var refusal = assertThrows(StartupException.class, room::start);
            assertEquals(
                    "The folder " + anything + " is empty; there should be a speech model in it.",
                    refusal.getMessage());
            assertTrue(room.nodes().isEmpty());
        }
        settings.ports().requireFree(true);
        assertEquals(0, ChildProcess.endOrphans(folder));
    }

    private Path garbage() throws Exception {
        Path model = path.resolve("garbage");
        for (String file : List.of("am/final.mdl", "graph/HCLG.fst", "conf/mfcc.conf", "conf/model.conf")) {
            Files.createDirectories(model.resolve(file).getParent());
            Files.writeString(model.resolve(file), "not a model");
        }
        return model;
    }

    private void assertCannotStart(String why, Path engine, Path model, String... javaOptions) {
        var started = SpeechEngine.start(engine, model, folder, port, javaOptions);
        var refusal = assertThrows(StartupException.class, started::awaitReady);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertFalse(started.process().isAlive());
        assertTrue(Ports.isFree(port));
    }

    static final class StartsAnEngineAndHangs {
        public static void main(String[] args) throws Exception {
            var folder = new RoomFolder(Path.of(args[1]));
            var engine = SpeechEngine.start(Path.of(args[0]), folder.path(), folder, Integer.parseInt(args[2]));
            engine.awaitReady();
            System.out.println(engine.process().pid());
            Thread.sleep(60_000);
        }
    }
}
