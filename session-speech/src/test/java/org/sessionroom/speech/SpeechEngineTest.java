package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, started the way it is installed. */
class SpeechEngineTest {

    @TempDir
    Path folder;

    @Test
    void aMissingModelIsNamed() throws Exception {
        Path missing = folder.resolve("modelo");
        assertCannotStart("There is no speech model at " + missing + ".", missing);
    }

    @Test
    void anEmptyFolderIsToldFromAMissingOne() throws Exception {
        assertCannotStart("The folder " + folder + " is empty", folder);
    }

    @Test
    void anArchiveIsToBeUnpacked() throws Exception {
        Path archive = Files.writeString(folder.resolve("model.zip"), "PK");
        assertCannotStart("an archive has to be unpacked first", archive);
    }

    @Test
    void aFolderOfOtherThingsIsNoModel() throws Exception {
        Files.writeString(folder.resolve("leia-me.txt"), "nada");
        assertCannotStart("am/final.mdl is missing", folder);
    }

    @Test
    void whatOnlyLooksLikeAModelIsFoundOutByVosk() throws Exception {
        for (String file : List.of("am/final.mdl", "graph/HCLG.fst", "conf/mfcc.conf", "conf/model.conf")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.startsWith("conf") ? "" : "not a model");
        }
        assertCannotStart("Vosk cannot read the model in " + folder, folder);
    }

    @Test
    void aProcessorThatVoskIsNotMadeForIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("am"));
        Files.writeString(folder.resolve("am/final.mdl"), "");
        Process engine = engine("-Dos.arch=riscv64", "-jar", jar(), "--model", folder.toString());
        assertCannotStart("Vosk's library does not run on this machine", engine);
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process engine = scripted("--model", "m", "--port", Integer.toString(other.getLocalPort()));
            assertCannotStart("Another program listens on port " + other.getLocalPort() + ".", engine);
        }
    }

    @Test
    void itEndsWithItsInputAndWithThatItsStreams() throws Exception {
        Process engine = scripted("--model", "m", "--port", "0", "--until-input-ends");
        Client client = Client.of(port(engine));
        client.sound(1).hear();
        engine.getOutputStream().close();
        assertTrue(engine.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, engine.exitValue());
        assertEquals(new Client.Closed(1001, "The engine ends."), client.closed());
    }

    @Test
    void asAServiceItGoesOnWithoutInputUntilItIsAskedToEnd() throws Exception {
        Process engine = scripted("--model", "m", "--port", "0");
        int port = port(engine);
        engine.getOutputStream().close();
        Client.of(port).sound(1).hear();
        engine.destroy();
        assertTrue(engine.waitFor(10, TimeUnit.SECONDS));
    }

    private static int port(Process engine) throws Exception {
        var said = new BufferedReader(new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8));
        String ready = said.readLine();
        assertTrue(ready.startsWith("Ready: ws://127.0.0.1:"), ready);
        return Integer.parseInt(ready.replaceAll("Ready: ws://127\\.0\\.0\\.1:(\\d+),.*", "$1"));
    }

    private static void assertCannotStart(String why, Path model) throws Exception {
        assertCannotStart(why, engine("-jar", jar(), "--model", model.toString(), "--port", "0"));
    }

    private static void assertCannotStart(String why, Process engine) throws Exception {
        String said = new String(engine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(engine.waitFor(10, TimeUnit.SECONDS));
        String last = said.lines().reduce((before, line) -> line).orElse("");
        assertTrue(last.startsWith("Cannot start: ") && last.contains(why), said);
        assertEquals(2, engine.exitValue());
    }

    private static String jar() {
        return System.getProperty("speech.engine");
    }

    private static Process scripted(String... arguments) throws Exception {
        return engine(Stream.concat(
                        Stream.of("-cp", System.getProperty("java.class.path"), EngineWithoutModel.class.getName()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private static Process engine(String... arguments) throws Exception {
        return new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1"),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
    }
}
