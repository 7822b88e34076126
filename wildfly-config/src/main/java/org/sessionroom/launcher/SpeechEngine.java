package org.sessionroom.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The house's own speech engine, in a process of its own: it runs native code on a model of somebody else's making, and a
 * crash of it must not end the room. It says in one line that it is ready, or why it cannot start.
 */
public final class SpeechEngine implements AutoCloseable {
    private static final String READY = "Ready: ";
    private static final String CANNOT_START = "Cannot start: ";
    /** A large model is read in half a minute from a quick disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;
    private final Path model;
    private final Path log;
    private final ChildProcess process;

    private SpeechEngine(int port, Path model, Path log, ChildProcess process) {
        this.port = port;
        this.model = model;
        this.log = log;
        this.process = process;
    }

    /** @param javaOptions further options of its JVM */
    static SpeechEngine start(Path engine, Path model, RoomFolder folder, int port, String... javaOptions) {
        try {
            Path log = folder.log("speech");
            var command = Stream.of(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    ChildProcess.mark(folder),
                                    "-Xmx128m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+ExitOnOutOfMemoryError",
                                    // What a crash leaves behind could hold what was being said.
                                    "-XX:+SuppressFatalErrorMessage",
                                    "-XX:-CreateCoredumpOnCrash"),
                            List.of(javaOptions),
                            List.of(
                                    "-jar",
                                    engine.toString(),
                                    "--model",
                                    model.toAbsolutePath().normalize().toString(),
                                    "--port",
                                    Integer.toString(port),
                                    // A pipe from here, which ends with this launcher even if that is killed.
                                    "--until-input-ends"))
                    .flatMap(List::stream)
                    .toList();
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new SpeechEngine(port, model, log, ChildProcess.started(started, "speech", folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is spoken to, in the protocol of Vosk's WebSocket server. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    public Path log() {
        return log;
    }

    /** The running engine, for tests that kill it. */
    public Process process() {
        return process.process();
    }

    /**
     * Waits until it has read its model and listens.
     *
     * @throws StartupException with its own words where it found any; it has ended then, or is ended
     */
    void awaitReady() {
        Instant end = ElapsedTime.now().plus(PATIENCE);
        while (ElapsedTime.now().isBefore(end)) {
            // Asked first: what it says last it says before it ends.
            boolean alive = process.isAlive();
            if (said(READY).isPresent()) {
                return;
            }
            if (!alive) {
                throw new StartupException(said(CANNOT_START).orElseGet(this::crashed));
            }
            pause();
        }
        process.end();
        throw new StartupException("The speech engine had not read the model in " + model + " after "
                + PATIENCE.toMinutes() + " minutes, see " + log);
    }

    private String crashed() {
        return "The speech engine ended by itself (status " + process.process().exitValue()
                + ") while it read the model in " + model
                + "; the model may be damaged, or made for another version of Vosk. See " + log;
    }

    private Optional<String> said(String beginning) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .map(line -> line.substring(beginning.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted while the speech engine started", e);
        }
    }

    @Override
    public void close() {
        process.end();
    }
}
